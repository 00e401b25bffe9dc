package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** A test that brings pictures. */
abstract class UploadTest extends ApiTest {
    JsonNode upload(String name, byte[] bytes, int status) {
        return exchange(name, bytes)
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    WebTestClient.ResponseSpec exchange(String name, byte[] bytes) {
        var body = new MultipartBodyBuilder();
        body.part(
                "file",
                new ByteArrayResource(bytes) {
                    @Override
                    public String getFilename() {
                        return name;
                    }
                },
                MediaType.APPLICATION_OCTET_STREAM);
        return as("branch")
                .post()
                .uri("/api/images")
                .body(BodyInserters.fromMultipartData(body.build()))
                .exchange();
    }
}
