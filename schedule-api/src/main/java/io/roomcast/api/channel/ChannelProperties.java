package io.roomcast.api.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param privateAddresses whether webhooks may go to http and to addresses of one's own network */
@ConfigurationProperties("roomcast.webhook")
record ChannelProperties(@DefaultValue("false") boolean privateAddresses) {}
