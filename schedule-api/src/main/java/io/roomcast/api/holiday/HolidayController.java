package io.roomcast.api.holiday;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.time.DatabaseClock;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/holidays")
@RequiredArgsConstructor
class HolidayController {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Holidays holidays;
    private final DatabaseClock clock;
    private final Validator validator;

    /** Of one year, this one where none is named. */
    @GetMapping
    Mono<List<Holiday>> list(@RequestParam(required = false) @Nullable Integer year) {
        return holidays.ofYear(year == null ? clock.now().atZone(SEOUL).getYear() : year);
    }

    @PutMapping("/{date}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> put(
            @AuthenticationPrincipal Caller caller, @PathVariable LocalDate date, @RequestBody HolidayName body) {
        Checks.of(validator, body).throwIfAny();
        return holidays.put(caller, List.of(new Holiday(date, body.name(), null)));
    }

    @PostMapping("/import")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> importAll(@AuthenticationPrincipal Caller caller, @RequestBody HolidayList body) {
        Checks.of(validator, body).throwIfAny();
        return holidays.put(caller, body.holidays());
    }

    @DeleteMapping("/{date}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable LocalDate date) {
        return holidays.delete(caller, date);
    }
}
