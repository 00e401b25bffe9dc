package io.roomcast.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** One simulated phone: its rooms, its send queue, its faults and its server. */
public final class Phone implements AutoCloseable {
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    private final PhoneSettings settings;
    private final ChatLog chatLog;
    private final Journal journal;
    private final Faults faults = new Faults();
    private final Config config;
    private final SendQueue queue;
    private final Observer observer;
    private final DisposableServer server;

    private Phone(PhoneSettings settings) {
        this.settings = settings;
        createFolders(settings.folder());
        this.chatLog = new ChatLog(settings.folder().resolve("KakaoTalk.db"));
        this.journal = new Journal(settings.folder().resolve("journal.jsonl"));
        this.config = new Config(settings.botId());
        this.queue = new SendQueue(
                settings, config::sendPause, this::deliver, queued -> journal.append("failed", queued.reply()));
        this.observer = new Observer(chatLog, config);
        this.server = HttpServer.create()
                .host(settings.host())
                .port(settings.port())
                .route(new IrisRoutes(this)::add)
                .bindNow();
        config.answersAt(server.port());
    }

    /** Returns when the phone answers. Its chat log and journal go on where they ended. */
    public static Phone start(PhoneSettings settings) {
        return new Phone(settings);
    }

    public int port() {
        return server.port();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    Config config() {
        return config;
    }

    Observer observer() {
        return observer;
    }

    PhoneSettings settings() {
        return settings;
    }

    /** Puts a request into the queue: from here on Iris answers success. */
    void accept(Reply reply, boolean echo) {
        journal.append("accepted", reply);
        queue.offer(new SendQueue.Queued(reply, echo));
    }

    List<Map<String, @Nullable String>> query(String sql, List<String> bind) throws SQLException {
        return chatLog.query(sql, bind);
    }

    /** A message that somebody else writes in a room. */
    void receive(long room, long user, String message) throws SQLException {
        chatLog.append(room, user, 1, message, "{}", origin("MSG", false));
    }

    Path image(String name) {
        return settings.folder().resolve("images").resolve(name);
    }

    @Override
    public void close() {
        server.disposeNow();
        observer.close();
        queue.close();
        chatLog.close();
        journal.close();
    }

    private void deliver(SendQueue.Queued queued) {
        if (!queued.echo()) {
            return;
        }
        Reply reply = queued.reply();
        try {
            String message = reply.isText() ? new String(reply.items().get(0), StandardCharsets.UTF_8) : "사진";
            chatLog.append(
                    reply.room(), settings.botId(), reply.logType(), message, attachment(reply), origin("WRITE", true));
            journal.append("delivered", reply);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column v of a row written now. */
    private static String origin(String origin, boolean mine) {
        return """
                {"notDecoded":false,"origin":"%s","c":"%s","modifyRevision":0,"isSingleDefaultEmoticon":false,\
                "defaultEmoticonsCount":0,"isMine":%s,"enc":31}""".formatted(origin, WRITTEN.format(LocalDateTime.now(KOREA)), mine);
    }

    private String attachment(Reply reply) throws IOException {
        if (reply.isText()) {
            return "{}";
        }
        var names = new java.util.ArrayList<String>();
        for (byte[] image : reply.items()) {
            names.add(keep(image));
        }
        String urls = names.stream()
                .map(name -> "\"" + endpoint() + "/simulator/images/" + name + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return reply.items().size() == 1
                ? "{\"url\":" + urls.substring(1, urls.length() - 1) + "}"
                : "{\"imageUrls\":" + urls + "}";
    }

    private String keep(byte[] image) throws IOException {
        Path file = image(sha256(image));
        if (!Files.exists(file)) {
            Files.write(file, image);
        }
        return file.getFileName().toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void createFolders(Path folder) {
        try {
            Files.createDirectories(folder.resolve("images"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
