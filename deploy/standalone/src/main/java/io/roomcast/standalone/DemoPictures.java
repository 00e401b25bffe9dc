package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;

/** Five pictures, drawn here: two JPEG, two PNG, one GIF. */
final class DemoPictures {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 720;
    private static final List<String> FORMATS = List.of("jpg", "png", "gif", "jpg", "png");

    /** @param fileName with the ending of its format */
    record Picture(String fileName, byte[] bytes) {
        /** @return the image as the API has taken it */
        JsonNode upload(URI images, String token) {
            String boundary = "roomcast-" + UUID.randomUUID();
            var body = new ByteArrayOutputStream();
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                            + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return Http.postBytes(images, token, "multipart/form-data; boundary=" + boundary, body.toByteArray());
        }
    }

    private DemoPictures() {}

    static List<Picture> draw() {
        return java.util.stream.IntStream.range(0, FORMATS.size())
                .mapToObj(DemoPictures::draw)
                .toList();
    }

    private static Picture draw(int number) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = number / (float) FORMATS.size();
        canvas.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.5f, 0.95f), WIDTH, HEIGHT, Color.getHSBColor(hue + 0.1f, 0.8f, 0.6f)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setColor(new Color(255, 255, 255, 90));
        canvas.fillOval(WIDTH / 2 - 240, HEIGHT / 2 - 240, 480, 480);
        drawNumber(canvas, number + 1);
        canvas.dispose();
        String format = FORMATS.get(number);
        return new Picture("promotion-" + (number + 1) + "." + format, encode(image, format));
    }

    /** As strokes, not as text: a machine without fonts draws it all the same. */
    private static void drawNumber(Graphics2D canvas, int number) {
        canvas.setColor(Color.WHITE);
        for (int stroke = 0; stroke < number; stroke++) {
            canvas.fillRoundRect(WIDTH / 2 - 150 + stroke * 64, HEIGHT / 2 - 110, 40, 220, 24, 24);
        }
    }

    private static byte[] encode(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
