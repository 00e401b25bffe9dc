package io.roomcast.api.template;

import io.roomcast.model.content.MessageContent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param sharing own, organization or below; organization when absent, or what it was */
record TemplateRequest(
        @NotBlank @Size(max = 100) String name,

        @NotBlank @Size(max = MessageContent.MAX_TEXT_LENGTH)
        String body,

        @Pattern(regexp = "own|organization|below", message = "own, organization or below")
        @Schema(allowableValues = {"own", "organization", "below"})
        @Nullable
        String sharing) {}
