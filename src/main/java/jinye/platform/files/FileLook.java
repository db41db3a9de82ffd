package jinye.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import jinye.kernel.Refusal;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Looks at a file's content and says what it is: a media type, or a word such as {@code word-zip} for containers whose name
 * depends on the program. Names and claimed types are not listened to. Programs, scripts, macros and bombs are refused here.
 */
final class FileLook {

    private static final int HEAD = 64 * 1024;
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    /** First bytes of what machines run: Windows, Linux, macOS (four orders), Java and macOS fat, Android, shell, WebAssembly. */
    private static final byte[][] PROGRAMS = {
        {'M', 'Z'},
        {0x7f, 'E', 'L', 'F'},
        {(byte) 0xfe, (byte) 0xed, (byte) 0xfa, (byte) 0xce},
        {(byte) 0xfe, (byte) 0xed, (byte) 0xfa, (byte) 0xcf},
        {(byte) 0xce, (byte) 0xfa, (byte) 0xed, (byte) 0xfe},
        {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe},
        {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe},
        {'d', 'e', 'x', '\n'},
        {0, 'a', 's', 'm'},
        {'L', 0, 0, 0, 1, 0x14, 2, 0},
    };

    /** The harmless text by which every virus scanner shows that it works (EICAR); written in two so that no scanner takes this file. */
    private static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private FileLook() {}

    static String at(Path path, String name) {
        try {
            var head = head(path);
            refuseVirus(head, name);
            if (startsWithAny(head, PROGRAMS)) {
                throw new Executable(name);
            }
            if (startsWith(head, 'P', 'K')) {
                return ZipLook.at(path, name);
            }
            if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
                return OleLook.at(path, name);
            }
            if (MarkupLook.isMarkup(head)) {
                return MarkupLook.at(path, name);
            }
            if (isScript(head)) {
                throw new Script(name);
            }
            var type = detect(head);
            boolean mayBeText = type.startsWith("text/") || type.equals("application/octet-stream");
            return mayBeText && isText(head, Files.size(path) > head.length) ? "text/plain" : type;
        } catch (IOException failed) {
            throw FileFolder.outage(failed);
        }
    }

    static void refuseVirus(byte[] head, String name) {
        if (new String(head, StandardCharsets.ISO_8859_1).contains(new String(EICAR, StandardCharsets.ISO_8859_1))) {
            throw new Virus(name);
        }
    }

    /** An interpreter would run it whatever it is called. */
    private static boolean isScript(byte[] head) {
        var start = decode(Arrays.copyOf(head, Math.min(head.length, 256)))
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("#!")
                || start.startsWith("@echo off")
                || start.startsWith("<?php")
                || start.startsWith("<%");
    }

    private static String detect(byte[] head) throws IOException {
        try (InputStream in = TikaInputStream.get(head)) {
            return TYPES.detect(in, new Metadata()).toString();
        }
    }

    static byte[] head(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD);
        }
    }

    /** UTF-8, UTF-16 with mark, or GB 18030, and no control characters that text does not have. */
    private static boolean isText(byte[] head, boolean cut) {
        if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
            return true;
        }
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        // a character may be cut at the end of the head: up to three bytes of it are forgiven
        for (int forgiven = 0; forgiven <= (cut ? 3 : 0) && forgiven <= head.length; forgiven++) {
            var part = Arrays.copyOf(head, head.length - forgiven);
            if (decodes(part, StandardCharsets.UTF_8) || decodes(part, Charset.forName("GB18030"))) {
                return true;
            }
        }
        return false;
    }

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        var charset = decodes(bytes, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
        var text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException otherwise) {
            return false;
        }
    }

    static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWithAny(byte[] bytes, byte[][] prefixes) {
        return Arrays.stream(prefixes)
                .anyMatch(prefix -> bytes.length >= prefix.length
                        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length));
    }

    static final class Executable extends Refusal {
        Executable(String name) {
            super(Kind.INVALID, "files.executable", name);
        }
    }

    static final class Virus extends Refusal {
        Virus(String name) {
            super(Kind.INVALID, "files.virus", name);
        }
    }

    static final class Script extends Refusal {
        Script(String name) {
            super(Kind.INVALID, "files.script", name);
        }
    }

    static final class Macros extends Refusal {
        Macros(String name) {
            super(Kind.INVALID, "files.macros", name);
        }
    }

    static final class Unsafe extends Refusal {
        Unsafe(String name) {
            super(Kind.INVALID, "files.container-unsafe", name);
        }
    }

    static final class Broken extends Refusal {
        Broken(String name) {
            super(Kind.INVALID, "files.broken", name);
        }
    }
}
