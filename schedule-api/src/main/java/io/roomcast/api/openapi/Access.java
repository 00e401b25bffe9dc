package io.roomcast.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What the API is called, and that it wants a token: everywhere but where one is got. */
@Component
class Access implements OpenApiCustomizer {
    private static final String TOKEN = "token";
    private static final String SIGNING_IN = "/api/auth/";

    @Override
    public void customise(OpenAPI description) {
        description.setInfo(new Info()
                .title("Roomcast")
                .version("1")
                .description("Schedules of messages to rooms, and the proof of what became of them."));
        description
                .getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("The accessToken of /api/auth/login, or one of the outside issuer"));
        description.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        description.getPaths().forEach((path, item) -> {
            if (isOpen(path)) {
                withoutToken(item);
            }
        });
    }

    static boolean isOpen(String path) {
        return path.startsWith(SIGNING_IN);
    }

    private static void withoutToken(PathItem item) {
        item.readOperations().forEach(operation -> operation.setSecurity(List.of()));
    }
}
