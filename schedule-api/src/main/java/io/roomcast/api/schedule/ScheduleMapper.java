package io.roomcast.api.schedule;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper(uses = JsonColumns.class)
interface ScheduleMapper {
    @Mapping(target = "images1", source = "messageImages1", qualifiedByName = "images")
    @Mapping(target = "images2", source = "messageImages2", qualifiedByName = "images")
    @Mapping(target = "variables", qualifiedByName = "variables")
    @Mapping(target = "scheduleTimes", qualifiedByName = "times")
    @Mapping(target = "scheduleWeekdays", qualifiedByName = "commas")
    @Mapping(target = "scheduleMonthDays", qualifiedByName = "commas")
    @Mapping(target = "sentence", expression = "java(Sentences.ofStored(row.timingColumns()))")
    ScheduleResponse toResponse(ScheduleRow row);
}
