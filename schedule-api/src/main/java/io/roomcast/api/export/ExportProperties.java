package io.roomcast.api.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param rowsAPiece written in one transaction, and held in memory
 * @param mostRows of one file; a spreadsheet shows 1,048,576
 * @param mostOpen files of one member that are not done yet
 * @param lease so long a piece may take before another replica tries it
 * @param lookEvery how often a replica looks for one that another was asked for
 */
@ConfigurationProperties("roomcast.exports")
record ExportProperties(
        @DefaultValue("1000") int rowsAPiece,
        @DefaultValue("1000000") int mostRows,
        @DefaultValue("3") int mostOpen,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("2s") Duration lookEvery) {}
