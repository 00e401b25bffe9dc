package io.roomcast.api.simulation;

import io.roomcast.api.access.Caller;
import io.roomcast.api.bot.Bot;
import io.roomcast.api.bot.Bots;
import io.roomcast.api.bot.PartTimes;
import io.roomcast.api.period.Period;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.room.Room;
import io.roomcast.api.room.Rooms;
import io.roomcast.api.schedule.Draft;
import io.roomcast.api.schedule.Drafts;
import io.roomcast.api.schedule.Edits;
import io.roomcast.api.schedule.ScheduleRequest;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads what a phone has ahead, reckons it through, and shows of it what the caller may see. */
@Component
@RequiredArgsConstructor
class Simulations {
    private static final String USUAL_ZONE = "Asia/Seoul";
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 14;
    private static final int MOST_SCHEDULES = 1_000;
    private static final int MOST_MESSAGES = 3_000;

    private final PhoneRows rows;
    private final Drafts drafts;
    private final Edits edits;
    private final Rooms rooms;
    private final Bots bots;
    private final TimeRules timeRules;
    private final Quotas quotas;
    private final DatabaseClock clock;

    /** @param roomId null: all that the caller sees @param drafted what is not saved, if that is what is asked about */
    private record Question(
            long botId,
            String botName,
            @Nullable Long roomId,
            @Nullable Drafted drafted) {
        static Question of(Room room, @Nullable Drafted drafted) {
            return new Question(room.botId(), room.botName(), room.id(), drafted);
        }
    }

    /** @param exceptions by schedule */
    private record Found(
            List<PhoneRoom> rooms,
            List<PhoneSchedule> schedules,
            List<OpenRun> open,
            List<HadPart> had,
            Map<Long, List<RunException>> exceptions,
            Holidays holidays) {}

    /** @throws ProblemException INVALID naming the field */
    Mono<SimulationResponse> of(Caller caller, SimulationRequest request) {
        Period period = period(request);
        Instant now = clock.now();
        return question(caller, request)
                .flatMap(question -> read(question, period)
                        // To reckon takes a while; the driver's thread has others to serve.
                        .publishOn(Schedulers.boundedElastic())
                        .map(found -> forecast(caller, question, found, now, period.end()))
                        .zipWith(rows.holidays(period.from(), period.until()))
                        .map(both -> both.getT1().response(period, both.getT2())));
    }

    private Period period(SimulationRequest request) {
        ZoneId zone = zone(request);
        LocalDate today = clock.now().atZone(zone).toLocalDate();
        LocalDate from = Objects.requireNonNullElse(request.from(), today);
        LocalDate until = Objects.requireNonNullElseGet(request.until(), () -> Period.plusDays(from, USUAL_DAYS - 1));
        Checks.none()
                .require(!from.isBefore(today), "/from", "in_the_past", "Not before today")
                .require(!until.isBefore(from), "/until", "before_start", "Not before from")
                .require(
                        until.isBefore(today.plusDays(MOST_DAYS)),
                        "/until",
                        "out_of_range",
                        "At most " + (MOST_DAYS - 1) + " days after today")
                .throwIfAny();
        return new Period(from, until, zone);
    }

    private static ZoneId zone(SimulationRequest request) {
        String name = Objects.requireNonNullElse(request.timeZone(), USUAL_ZONE);
        Checks.none()
                .require(ZoneId.getAvailableZoneIds().contains(name), "/timeZone", "unknown", "Not an IANA time zone")
                .throwIfAny();
        return ZoneId.of(name);
    }

    private static <T> Mono<T> known(Mono<T> found, String pointer) {
        return found.onErrorMap(ProblemException.class, outside -> unknown(pointer));
    }

    private static ProblemException unknown(String pointer) {
        return ProblemException.field(pointer, "unknown", "No such thing at or below your organisation");
    }

    private Mono<Question> question(Caller caller, SimulationRequest request) {
        long asked = Stream.of(request.schedule(), request.roomId(), request.botId())
                .filter(Objects::nonNull)
                .count();
        Checks.none()
                .require(asked == 1, "/schedule", "required", "Exactly one of schedule, roomId and botId")
                .throwIfAny();
        ScheduleRequest drafted = request.schedule();
        if (drafted != null) {
            return Mono.defer(() -> drafts.of(caller, drafted))
                    .onErrorMap(ProblemException.class, refused -> refused.within("/schedule"))
                    .flatMap(draft -> drafted(caller, draft, request.scheduleId()))
                    .map(found -> Question.of(found.draft().room(), found));
        }
        if (request.roomId() != null) {
            return known(rooms.get(caller, request.roomId()), "/roomId").map(room -> Question.of(room, null));
        }
        return known(bots.get(caller, Objects.requireNonNull(request.botId())), "/botId")
                .map((Bot bot) -> new Question(bot.id(), bot.name(), null, null));
    }

    private Mono<Drafted> drafted(Caller caller, Draft draft, @Nullable Long replaced) {
        return replaced == null
                ? Mono.just(new Drafted(draft, Edits.of(draft), null))
                : edits.of(caller, replaced, draft)
                        .switchIfEmpty(Mono.error(() -> unknown("/scheduleId")))
                        .map(edit -> new Drafted(draft, edit, replaced));
    }

    private Mono<Found> read(Question question, Period period) {
        return rows.schedules(question.botId(), period.end(), MOST_SCHEDULES + 1)
                .flatMap(schedules -> Mono.zip(
                                rows.rooms(question.botId()),
                                // After the schedules: what is claimed meanwhile is then found here.
                                rows.open(question.botId(), MOST_MESSAGES + 1),
                                rows.had(question.botId()),
                                timeRules.exceptions(schedules.stream()
                                        .filter(PhoneSchedule::hasExceptions)
                                        .map(PhoneSchedule::id)
                                        .toList()),
                                timeRules.holidaysUnderLock())
                        .map(all ->
                                new Found(all.getT1(), schedules, all.getT2(), all.getT3(), all.getT4(), all.getT5())));
    }

    private Result forecast(Caller caller, Question question, Found found, Instant now, Instant end) {
        Map<Long, PhoneRoom> byId =
                found.rooms().stream().collect(Collectors.toMap(PhoneRoom::id, Function.identity()));
        var plan = new Plan(caller, byId, PartTimes.of(found.had().stream().flatMap(HadPart::took)), now, end);
        plan.addOpen(found.open().stream().limit(MOST_MESSAGES).toList());
        found.schedules().stream()
                .limit(MOST_SCHEDULES)
                .filter(schedule -> !isReplaced(question, schedule))
                .forEach(schedule -> plan.addSchedule(
                        schedule, found.exceptions().getOrDefault(schedule.id(), List.of()), found.holidays()));
        if (question.drafted() != null) {
            plan.addDraft(question.drafted());
        }
        boolean complete = plan.take(MOST_MESSAGES)
                && found.schedules().size() <= MOST_SCHEDULES
                && found.open().size() <= MOST_MESSAGES;
        Map<Long, List<HadPart>> had = found.had().stream().collect(Collectors.groupingBy(HadPart::roomId));
        List<RoomRules> rules = found.rooms().stream()
                .map(room -> room.rules(
                        quotas,
                        had.getOrDefault(room.id(), List.of()).stream()
                                .map(HadPart::sent)
                                .toList()))
                .toList();
        return new Result(
                question.botName(), question.roomId(), complete, byId, Forecast.of(now, rules, plan.messages()));
    }

    private static boolean isReplaced(Question question, PhoneSchedule schedule) {
        return question.drafted() != null && Objects.equals(question.drafted().replaced(), schedule.id());
    }
}
