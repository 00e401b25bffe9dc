package io.roomcast.api.template;

import io.roomcast.model.content.MessageContent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record TemplateRequest(
        @NotBlank @Size(max = 100) String name,

        @NotBlank @Size(max = MessageContent.MAX_TEXT_LENGTH)
        String body) {}
