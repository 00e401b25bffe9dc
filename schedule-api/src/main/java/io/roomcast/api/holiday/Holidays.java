package io.roomcast.api.holiday;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.schedule.HolidayChanges;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Everyone sees them; head office changes them, and all schedules that avoid holidays follow in the same transaction. */
@Component
@RequiredArgsConstructor
class Holidays {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final HolidayChanges changes;
    private final Audit audit;

    Mono<List<Holiday>> ofYear(int year) {
        Checks.none()
                .require(isStorable(year), "year", "out_of_range", "Between " + FIRST_YEAR + " and " + LAST_YEAR)
                .throwIfAny();
        return database.sql("""
                        SELECT holiday_date AS `date`, name, origin FROM kb_holiday
                        WHERE holiday_date BETWEEN :first AND :last ORDER BY holiday_date""")
                .bind("first", LocalDate.of(year, 1, 1))
                .bind("last", LocalDate.of(year, 12, 31))
                .map(Rows.to(Holiday.class))
                .all()
                .collectList();
    }

    Mono<Void> put(Caller caller, List<Holiday> holidays) {
        caller.require(Right.CHANGE_HOLIDAYS);
        Checks checks = Checks.none();
        for (int i = 0; i < holidays.size(); i++) {
            checks.require(
                    isStorable(holidays.get(i).date().getYear()),
                    "/holidays/" + i + "/date",
                    "out_of_range",
                    "Between " + FIRST_YEAR + " and " + LAST_YEAR);
        }
        checks.throwIfAny();
        var binder = new Binder(database.sql("INSERT INTO kb_holiday (holiday_date, name, origin) VALUES "
                + String.join(",", Collections.nCopies(holidays.size(), "(?,?,'added')"))
                + " ON DUPLICATE KEY UPDATE name = VALUES(name), updated_at = UTC_TIMESTAMP(3)"));
        holidays.forEach(holiday -> binder.add(holiday.date()).add(holiday.name()));
        return transactions.run(changes.begin(caller)
                .then(Mono.defer(
                        () -> names(holidays.stream().map(Holiday::date).toList())))
                .delayUntil(before -> binder.statement().then())
                .delayUntil(before -> changes.reckonAnew())
                .map(before -> changes(before, holidays))
                .filter(changed -> !changed.isEmpty())
                .flatMap(changed -> audit.done(caller, Subject.HOLIDAY, "", Action.UPDATED, changed)));
    }

    /** @throws ProblemException NOT_FOUND, FORBIDDEN */
    Mono<Void> delete(Caller caller, LocalDate date) {
        caller.require(Right.CHANGE_HOLIDAYS);
        return transactions.run(changes.begin(caller)
                .then(Mono.defer(() -> names(List.of(date))))
                .filter(before -> !before.isEmpty())
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .delayUntil(before -> database.sql("DELETE FROM kb_holiday WHERE holiday_date = :date")
                        .bind("date", date)
                        .then())
                .delayUntil(before -> changes.reckonAnew())
                .flatMap(before -> audit.done(
                        caller,
                        Subject.HOLIDAY,
                        date.toString(),
                        Action.DELETED,
                        List.of(new FieldChange(date.toString(), before.get(date), null)))));
    }

    /** Of those that are there, by date. */
    private Mono<Map<LocalDate, String>> names(List<LocalDate> dates) {
        return database.sql("""
                        SELECT holiday_date AS `date`, name, origin FROM kb_holiday WHERE holiday_date IN (:dates)""")
                .bind("dates", dates)
                .map(Rows.to(Holiday.class))
                .all()
                .collectMap(Holiday::date, Holiday::name);
    }

    private static List<FieldChange> changes(Map<LocalDate, String> before, List<Holiday> after) {
        return after.stream()
                .filter(holiday -> !holiday.name().equals(before.get(holiday.date())))
                .map(holiday -> new FieldChange(holiday.date().toString(), before.get(holiday.date()), holiday.name()))
                .toList();
    }

    private static boolean isStorable(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
