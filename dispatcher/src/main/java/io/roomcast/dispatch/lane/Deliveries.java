package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.image.ImageStore;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes a part ready: the text as it is, the images read from the store. */
@Component
@RequiredArgsConstructor
class Deliveries {
    private final ImageStore images;

    /** Fails with ImageMissingException when the store has lost an image. */
    Mono<Delivery> of(MessageContent content, PartKind kind) {
        if (kind == PartKind.TEXT) {
            return Mono.just(new Delivery.Text(Objects.requireNonNull(content.text())));
        }
        return Flux.fromIterable(content.images(kind))
                .map(ImageRef::sha256)
                .concatMap(images::get)
                .collectList()
                .map(Delivery.Images::new);
    }
}
