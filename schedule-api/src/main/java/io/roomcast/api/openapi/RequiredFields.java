package io.roomcast.api.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

/** Says in the API's description which fields of an answer are always there: all that are not {@code @Nullable}. */
@Component
class RequiredFields implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = rawClass(type.getType());
        if (schema != null
                && raw != null
                && raw.isRecord()
                && !raw.getSimpleName().endsWith("Request")) {
            require(raw, schema.get$ref() == null ? schema : defined(schema.get$ref(), context.getDefinedModels()));
        }
        return schema;
    }

    private static @Nullable Class<?> rawClass(Type type) {
        return type instanceof com.fasterxml.jackson.databind.JavaType java
                ? java.getRawClass()
                : ResolvableType.forType(type).resolve();
    }

    @SuppressWarnings("rawtypes")
    private static @Nullable Schema<?> defined(String reference, Map<String, Schema> models) {
        return models.get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void require(Class<?> raw, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        List<String> required = Arrays.stream(raw.getRecordComponents())
                .filter(component -> !isNullable(component))
                .map(RecordComponent::getName)
                .filter(schema.getProperties()::containsKey)
                .toList();
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
