package io.roomcast.api.image;

import io.roomcast.api.problem.ProblemException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import lombok.RequiredArgsConstructor;
import net.coobird.thumbnailator.Thumbnails;
import org.springframework.stereotype.Component;

/**
 * Checks what a file really is, whatever it is called, and writes it anew without its metadata.
 *
 * <p>Dimensions and frames are read from the headers and refused before a pixel is decoded. JPEG and PNG are decoded and
 * encoded again, which drops EXIF (after its orientation is applied), comments and anything hidden behind the picture.
 * An animated GIF cannot be encoded anew without loss: every frame is decoded as a check and its bytes are copied without the
 * metadata.
 */
@Component
@RequiredArgsConstructor
class ImageCleaner {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("jpeg", "image/jpeg", "png", "image/png", "gif", "image/gif");
    private static final int THUMBNAIL_EDGE = 240;
    private static final float JPEG_QUALITY = 0.92f;

    private final ImageLimits limits;

    /** Bytes; with less on the disk it is not the picture's fault that it cannot be written. */
    private static final long LEAST_ROOM = 1024 * 1024;

    private record Header(String format, int width, int height, int frames) {}

    /**
     * Blocks; decodes one image.
     *
     * @throws ProblemException INVALID for what is no image, another kind of image, or too large in its dimensions
     * @throws IOException where there is no room to write it
     */
    CleanImage clean(Path upload, Path folder) throws IOException {
        Header header = readHeader(upload);
        Path file = folder.resolve("clean");
        Path thumbnail = folder.resolve("thumbnail");
        try {
            BufferedImage first = decode(header, upload);
            write(header, upload, first, file);
            Thumbnails.of(first)
                    .size(THUMBNAIL_EDGE, THUMBNAIL_EDGE)
                    .outputFormat("png")
                    .toFile(thumbnail.toFile());
            // Thumbnailator adds the format to a name that has none.
            Files.move(thumbnail.resolveSibling("thumbnail.png"), thumbnail);
            return new CleanImage(
                    file,
                    thumbnail,
                    MEDIA_TYPES.getOrDefault(header.format(), ""),
                    first.getWidth(),
                    first.getHeight(),
                    header.frames());
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException) {
                throw e;
            }
            if (Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM) {
                throw new IOException("No room is left on the disk of " + folder.getParent(), e);
            }
            throw refused("undecodable", "The picture is damaged and cannot be decoded");
        }
    }

    /** Only a JPEG's EXIF is looked at, for its orientation; text chunks of a PNG can be bombs of their own. */
    private static BufferedImage decode(Header header, Path upload) throws IOException {
        return header.format().equals("jpeg")
                ? Thumbnails.of(upload.toFile()).scale(1).asBufferedImage()
                : withReader(upload, reader -> reader.read(0));
    }

    private static void write(Header header, Path upload, BufferedImage image, Path file) throws IOException {
        switch (header.format()) {
            case "jpeg" -> writeJpeg(image, file);
            case "png" -> ImageIO.write(image, "png", file.toFile());
            default -> {
                decodeFrames(upload, header.frames());
                GifMetadata.strip(upload, file);
            }
        }
    }

    private static void writeJpeg(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
    }

    private interface Reading<T> {
        T with(ImageReader reader) throws IOException;
    }

    private static <T> T withReader(Path upload, Reading<T> reading) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(upload.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refused("not_an_image", "Only JPG, PNG and GIF pictures are taken");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                return reading.with(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    private Header readHeader(Path upload) throws IOException {
        return withReader(upload, reader -> checked(header(reader)));
    }

    private Header header(ImageReader reader) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!MEDIA_TYPES.containsKey(format)) {
            throw refused("not_an_image", "Only JPG, PNG and GIF pictures are taken");
        }
        try {
            int frames = format.equals("gif") ? countFrames(reader) : 1;
            return new Header(format, reader.getWidth(0), reader.getHeight(0), frames);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw refused("undecodable", "The picture is damaged and cannot be decoded");
        }
    }

    /** Stops counting one past the limit: a file may announce any number of frames. */
    private int countFrames(ImageReader reader) throws IOException {
        int frames = 0;
        try {
            while (frames <= limits.mostFrames()) {
                checkPixels(reader.getWidth(frames), reader.getHeight(frames));
                frames++;
            }
        } catch (IndexOutOfBoundsException end) {
            return frames;
        }
        return frames;
    }

    private Header checked(Header header) {
        checkPixels(header.width(), header.height());
        if (header.frames() > limits.mostFrames()) {
            throw refused("too_many_frames", "At most " + limits.mostFrames() + " frames");
        }
        return header;
    }

    private void checkPixels(int width, int height) {
        if ((long) width * height > limits.mostPixels()) {
            throw refused("too_many_pixels", "At most " + limits.mostPixels() + " pixels");
        }
    }

    private static void decodeFrames(Path upload, int frames) throws IOException {
        withReader(upload, reader -> {
            for (int frame = 0; frame < frames; frame++) {
                reader.read(frame);
            }
            return frames;
        });
    }

    private static ProblemException refused(String code, String detail) {
        return ProblemException.field("/file", code, detail);
    }
}
