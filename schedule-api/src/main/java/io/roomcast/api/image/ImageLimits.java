package io.roomcast.api.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param largest size of an uploaded file
 * @param mostPixels width × height, checked before anything is decoded; 25 million take about 75 MB while decoded
 * @param mostFrames of an animation
 */
@ConfigurationProperties("roomcast.images.limits")
record ImageLimits(
        @DefaultValue("10MB") DataSize largest,
        @DefaultValue("25000000") long mostPixels,
        @DefaultValue("300") int mostFrames) {}
