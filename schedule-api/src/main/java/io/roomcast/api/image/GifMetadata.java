package io.roomcast.api.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Copies a GIF without what it says besides its pictures: comments, texts and the blocks of applications (XMP among them), but
 * for how long a picture stays and how often all are repeated. What follows its end is left behind too.
 *
 * <p>After the grammar of appendix B of the GIF89a specification: header, screen and its colours, then blocks, each an image,
 * an extension or the end; their data in chunks of at most 255 bytes, each after its length, up to one of length 0.
 */
final class GifMetadata {
    private static final int SCREEN_BYTES = 13;
    private static final int IMAGE_BYTES = 9;
    private static final int APPLICATION_BYTES = 11;
    /** How often, in the block of an application that repeats. */
    private static final int LOOP_BYTES = 3;

    private static final int HAS_COLOURS = 0x80;

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int END = 0x3B;

    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;

    private final DataInputStream in;
    private final OutputStream out;

    private GifMetadata(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @throws IOException for what does not follow the grammar, up to its last picture */
    static void strip(Path from, Path to) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(from)));
                var out = new BufferedOutputStream(Files.newOutputStream(to))) {
            new GifMetadata(in, out).copy();
        }
    }

    private void copy() throws IOException {
        byte[] screen = copyBytes(SCREEN_BYTES);
        copyColours(screen[SCREEN_BYTES - 3]);
        for (int block = next(); block != END; block = next()) {
            switch (block) {
                case IMAGE -> copyImage();
                case EXTENSION -> copyExtension(in.readUnsignedByte());
                default -> throw new IOException("No block of a GIF: " + block);
            }
        }
        out.write(END);
    }

    /** Pictures whose file breaks off after a whole block are shown by everybody: it ends there. */
    private int next() throws IOException {
        int block = in.read();
        return block < 0 ? END : block;
    }

    private void copyImage() throws IOException {
        out.write(IMAGE);
        byte[] image = copyBytes(IMAGE_BYTES);
        copyColours(image[IMAGE_BYTES - 1]);
        out.write(in.readUnsignedByte());
        copyChunks(chunk -> true);
    }

    private void copyExtension(int label) throws IOException {
        if (label == GRAPHIC_CONTROL) {
            out.write(EXTENSION);
            out.write(label);
            copyChunks(chunk -> true);
        } else if (label == APPLICATION) {
            copyApplication(chunk());
        } else {
            skipChunks();
        }
    }

    private void copyApplication(byte[] name) throws IOException {
        if (!repeats(name)) {
            skipChunks();
            return;
        }
        out.write(EXTENSION);
        out.write(APPLICATION);
        out.write(name.length);
        out.write(name);
        copyChunks(chunk -> chunk.length == LOOP_BYTES);
    }

    private static boolean repeats(byte[] application) {
        String name = new String(application, StandardCharsets.ISO_8859_1);
        return application.length == APPLICATION_BYTES && (name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0"));
    }

    private void copyColours(byte flags) throws IOException {
        if ((flags & HAS_COLOURS) != 0) {
            copyBytes(3 << ((flags & 7) + 1));
        }
    }

    /** Up to the empty one, which ends them. */
    private void copyChunks(Predicate<byte[]> kept) throws IOException {
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            if (kept.test(chunk)) {
                out.write(chunk.length);
                out.write(chunk);
            }
        }
        out.write(0);
    }

    private void skipChunks() throws IOException {
        byte[] chunk;
        do {
            chunk = chunk();
        } while (chunk.length > 0);
    }

    private byte[] chunk() throws IOException {
        return exactly(in.readUnsignedByte());
    }

    private byte[] copyBytes(int count) throws IOException {
        byte[] bytes = exactly(count);
        out.write(bytes);
        return bytes;
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The GIF breaks off");
        }
        return bytes;
    }
}
