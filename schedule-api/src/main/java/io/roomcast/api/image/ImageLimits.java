package io.roomcast.api.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param largest size of an uploaded file
 * @param mostPixels width × height, of every frame, checked before anything is decoded; a heap of 256 MB is enough for
 *     the default, one of 448 MB for 25 million
 * @param mostFrames of an animation
 */
@ConfigurationProperties("roomcast.images.limits")
record ImageLimits(
        @DefaultValue("10MB") DataSize largest,
        @DefaultValue("12500000") long mostPixels,
        @DefaultValue("300") int mostFrames) {}
