package io.roomcast.api.bootstrap;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The head office and its first manager, made when there is no organisation yet and {@code password} is set.
 *
 * @param password 10–72 characters; take it out of the configuration after the first start
 */
@Validated
@ConfigurationProperties("roomcast.bootstrap")
record BootstrapProperties(
        @DefaultValue("headquarters") @NotBlank String code,
        @DefaultValue("본사") @NotBlank String name,
        @DefaultValue("admin") @NotBlank String loginId,
        @DefaultValue("") @Size(max = 72) String password) {
    BootstrapProperties {
        if (!password.isEmpty() && password.length() < 10) {
            throw new IllegalArgumentException("roomcast.bootstrap.password has at least 10 characters");
        }
    }

    @Override
    public String toString() {
        return "BootstrapProperties[" + loginId + "]";
    }
}
