package io.roomcast.dispatch.gateway.iris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.BotGatewayContract;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.Ambiguous;
import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.simulator.Fault;
import io.roomcast.simulator.Fault.Kind;
import io.roomcast.simulator.Phone;
import io.roomcast.simulator.PhoneSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the simulated phone, over real HTTP. */
class IrisGatewayTest extends BotGatewayContract {
    private final IrisGateway gateway =
            new IrisGateway(new IrisClient(new IrisProperties(Duration.ofSeconds(1), Duration.ofSeconds(1))));

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void start() {
        phone = Phone.start(PhoneSettings.of(folder, 0).instant());
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @Override
    protected BotGateway gateway() {
        return gateway;
    }

    @Override
    protected Bot bot() {
        return new Bot(1, "phone", GatewayKind.IRIS, phone.endpoint());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HANG", "ERROR", "GARBAGE", "DROP_BEFORE_ACCEPT", "DROP_AFTER_ACCEPT"})
    void whatMayHaveBeenTakenIsAmbiguous(Kind kind) {
        assertThat(sendUnder(new Fault(kind, null, null, 1, null))).isInstanceOf(Ambiguous.class);
    }

    @Test
    void tooManyRequestsIsNotAcceptedAndSaysWhenToComeBack() {
        SendOutcome outcome = sendUnder(new Fault(Kind.TOO_MANY_REQUESTS, null, null, 1, 7_000L));

        assertThat(outcome).isEqualTo(new NotAccepted("HTTP 429", Duration.ofSeconds(7)));
        assertThat(phone.journal().entries()).isEmpty();
    }

    /** As an Iris that has not seen a message of its own account yet. */
    @Test
    void aPhoneThatDoesNotKnowItsAccountIsUnwellAndSendsNothing() {
        phone.faults().add(new Fault(Kind.NO_ECHO, "/config", null, 2, null));

        assertThat(gateway.ailment(bot()).block()).contains("bot_id 0");
        assertThatThrownBy(() -> gateway.baseline(bot(), ROOM).block()).hasMessageContaining("bot_id 0");
        assertThat(gateway.baseline(bot(), ROOM).block()).isEqualTo("0");
    }

    @Test
    void aPhoneThatIsNotThereHasNotAcceptedAnything() {
        Bot nobody = new Bot(2, "nobody", GatewayKind.IRIS, "http://127.0.0.1:1");

        assertThat(gateway.send(nobody, ROOM, new Delivery.Text("x")).block()).isInstanceOf(NotAccepted.class);
    }

    @Test
    void anUnknownPathIsRejected() {
        Bot wrong = new Bot(3, "wrong", GatewayKind.IRIS, phone.endpoint() + "/nothing");

        assertThat(gateway.send(wrong, ROOM, new Delivery.Text("x")).block()).isInstanceOf(SendOutcome.Rejected.class);
    }

    @Test
    void aPhoneThatDoesNotWatchItsRoomsIsNotWell() {
        assertThat(gateway.ailment(bot()).block()).isNull();

        phone.faults().add(new Fault(Kind.NO_ECHO, "/dashboard/status", null, 1, null));

        assertThat(gateway.ailment(bot()).block()).isEqualTo("Iris does not watch KakaoTalk's database");
    }

    @Test
    void whatAilsAPhoneIsSaidWithoutItsAddress() {
        Bot nobody = new Bot(4, "nobody", GatewayKind.IRIS, "http://127.0.0.1:1");
        Bot wrong = new Bot(5, "wrong", GatewayKind.IRIS, phone.endpoint() + "/nothing");

        assertThat(gateway.ailment(nobody).block()).isEqualTo("No connection: it was refused, or nothing leads there");
        assertThat(gateway.ailment(wrong).block()).isEqualTo("HTTP 404");
    }

    private SendOutcome sendUnder(Fault fault) {
        phone.faults().add(fault);
        return send(new Delivery.Text("under a fault"));
    }
}
