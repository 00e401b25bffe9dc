package io.roomcast.api;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Files to upload: good ones, and one that claims to be larger than it is. */
final class Pictures {
    private Pictures() {}

    static byte[] picture(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, 0x3366cc + x);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** An EXIF segment that says: turned by 90°. */
    static byte[] withExif(byte[] jpeg) throws IOException {
        byte[] tiff = {
            'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0,
            0, 0
        };
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (tiff.length + 2)});
        out.write(tiff);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static byte[] pngHeader(int width, int height) throws IOException {
        var chunk = new ByteArrayOutputStream();
        var data = new DataOutputStream(chunk);
        data.writeBytes("IHDR");
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(chunk.toByteArray());
        var out = new ByteArrayOutputStream();
        var file = new DataOutputStream(out);
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        file.writeInt(13);
        file.write(chunk.toByteArray());
        file.writeInt((int) crc.getValue());
        return out.toByteArray();
    }

    static byte[] animation(int frames) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                image.setRGB(i % 8, i % 7, 0xffffff);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
                writer.writeToSequence(new IIOImage(image, null, delayed(metadata)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A GIF with a comment, a loop, XMP with a place as cameras write it, and something behind its end. */
    static byte[] told(byte[] gif) throws IOException {
        int colours = (gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1);
        int blocks = 13 + colours;
        var out = new ByteArrayOutputStream();
        out.write(gif, 0, blocks);
        out.write(new byte[] {0x21, (byte) 0xFE});
        writeChunk(out, "a comment");
        out.write(0);
        out.write(new byte[] {0x21, (byte) 0xFF});
        writeChunk(out, "NETSCAPE2.0");
        out.write(new byte[] {3, 1, 0, 0, 0, 0x21, (byte) 0xFF});
        // One that says how much to read ahead, and not how often to repeat.
        writeChunk(out, "NETSCAPE2.0");
        out.write(new byte[] {5, 2, 0, 0, 1, 0, 0, 0x21, (byte) 0xFF});
        writeChunk(out, "XMP DataXMP");
        // Not in chunks: the bytes themselves, and a trailer that leads whoever takes them for chunks to their end.
        out.write("<x:xmpmeta exif:GPSLatitude='37,33N'/>".getBytes(StandardCharsets.US_ASCII));
        out.write(1);
        for (int back = 255; back >= 0; back--) {
            out.write(back);
        }
        out.write(0);
        out.write(gif, blocks, gif.length - blocks);
        out.write("behind the end".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void writeChunk(ByteArrayOutputStream out, String text) {
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static IIOMetadata delayed(IIOMetadata metadata) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        var root = (IIOMetadataNode) metadata.getAsTree(format);
        var control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "5");
        metadata.setFromTree(format, root);
        return metadata;
    }
}
