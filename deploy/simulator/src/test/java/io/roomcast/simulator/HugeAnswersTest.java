package io.roomcast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender must not read to its end is as large as it says, and the message was accepted. */
class HugeAnswersTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void start() {
        phone = Phone.start(PhoneSettings.of(folder, 0));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @Test
    void anEndlessAnswerHasAHundredMegabytes() throws Exception {
        HttpResponse<InputStream> answer = reply(Fault.Kind.ENDLESS);

        assertThat(length(answer.body())).isGreaterThan(100 * MEGABYTE);
        assertAccepted();
    }

    @Test
    void aBombIsSmallUntilItIsUnpacked() throws Exception {
        HttpResponse<InputStream> answer = reply(Fault.Kind.GZIP_BOMB);
        byte[] packed = answer.body().readAllBytes();

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.length).isLessThan((int) (2 * MEGABYTE));
        assertThat(length(new GZIPInputStream(new java.io.ByteArrayInputStream(packed))))
                .isGreaterThan(1_024 * MEGABYTE);
        assertAccepted();
    }

    private HttpResponse<InputStream> reply(Fault.Kind kind) throws Exception {
        phone.faults().add(new Fault(kind, null, null, 1, null));
        HttpRequest request = HttpRequest.newBuilder(URI.create(phone.endpoint() + "/reply"))
                .POST(BodyPublishers.ofString("{\"type\":\"text\",\"room\":\"7\",\"data\":\"hi\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private void assertAccepted() {
        assertThat(phone.journal().entries()).extracting(Journal.Entry::event).startsWith("accepted");
    }

    private static long length(InputStream in) throws Exception {
        try (in) {
            return in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
