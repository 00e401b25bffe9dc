package io.roomcast.api.channel;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param kind webhook or log; stays what it was made as
 * @param url of a webhook: https, and an address of the public internet
 * @param organizationId whose alerts it hears of, with all below; the caller's own when absent; stays what it was made for
 * @param status active or inactive; active when absent, or what it was
 */
record ChannelRequest(
        @NotNull @Pattern(regexp = "webhook|log", message = "webhook or log")
        String kind,

        @NotBlank @Size(max = 50) String name,
        @Nullable @Size(max = 500) String url,
        @Nullable Long organizationId,

        @Nullable @Pattern(regexp = "active|inactive", message = "active or inactive")
        String status) {
    boolean isWebhook() {
        return kind.equals("webhook");
    }
}
