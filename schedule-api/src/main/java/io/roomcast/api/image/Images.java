package io.roomcast.api.image;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.image.ImageStore;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The image library of the caller's subtree. The same picture again gives the entry that is there. */
@Component
@RequiredArgsConstructor
public class Images {
    private static final String COLUMNS = """
            SELECT i.id, i.organization_id, i.sha256, i.name, i.media_type, i.size_bytes, i.width, i.height, i.frames,
                   i.created_at
            FROM kb_image i JOIN kb_organization g ON g.id = i.organization_id
            WHERE i.deleted_at IS NULL AND g.path LIKE :scope
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Uploads uploads;
    private final ImageCleaner cleaner;
    private final ImageStore store;
    private final ImageUseRows uses;
    private final Audit audit;

    /** Decoding takes much memory: one picture at a time. */
    private final Scheduler decoding = Schedulers.newSingle("decoding", true);

    private record Cleaned(CleanImage image, String sha256, long bytes) {}

    Mono<Image> upload(Caller caller, Flux<PartEvent> parts) {
        caller.require(Right.SEND);
        return uploads.with(
                parts,
                upload -> Mono.fromCallable(() -> clean(upload))
                        .subscribeOn(decoding)
                        .flatMap(cleaned -> keep(cleaned).then(record(caller, upload.name(), cleaned))));
    }

    Mono<Page<Image>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "AND i.id < :before ORDER BY i.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Image.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Image::id));
    }

    Mono<Image> get(Caller caller, long id) {
        return database.sql(COLUMNS + "AND i.id = :id")
                .bind("scope", caller.scope())
                .bind("id", id)
                .map(Rows.to(Image.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    Mono<byte[]> content(Image image) {
        return store.get(image.sha256());
    }

    Mono<byte[]> thumbnail(Image image) {
        return store.get(ImageStore.thumbnailKey(image.sha256()));
    }

    /** Hides it from the library. Its bytes stay: what was due or sent refers to them. */
    Mono<Void> delete(Caller caller, long id) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found -> uses.of(caller, id))
                .flatMap(found -> !found.areNone()
                        ? Mono.error(inUse(found))
                        : database.sql("UPDATE kb_image SET deleted_at = UTC_TIMESTAMP(3) WHERE id = :id")
                                .bind("id", id)
                                .then())
                .transform(audit.changing(caller, Subject.IMAGE, id, Action.DELETED)));
    }

    /** The pictures with these ids that the caller can see, by id; those missing are not there. */
    public Mono<Map<Long, ImageRef>> find(Caller caller, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(COLUMNS + "AND i.id IN (:ids)")
                .bind("scope", caller.scope())
                .bind("ids", ids)
                .map(Rows.to(Image.class))
                .all()
                .collectMap(
                        Image::id, image -> new ImageRef(image.id(), image.sha256(), image.name(), image.mediaType()));
    }

    /** @throws ProblemException NOT_FOUND */
    Mono<ImageUses> uses(Caller caller, long id) {
        return get(caller, id).flatMap(found -> uses.of(caller, id));
    }

    private static ProblemException inUse(ImageUses uses) {
        String some = uses.items().stream()
                .limit(3)
                .map(use -> use.kind() + " " + use.id() + " \u201c" + use.title() + "\u201d")
                .collect(Collectors.joining(", "));
        int more =
                uses.items().size() + uses.others() - Math.min(3, uses.items().size());
        return ProblemException.of(
                ProblemKind.CONFLICT,
                "It is in use: " + some + (more > 0 ? (some.isEmpty() ? "" : " and ") + more + " more" : ""));
    }

    private Cleaned clean(Uploads.Upload upload) throws IOException {
        CleanImage image = cleaner.clean(upload.file(), upload.folder());
        return new Cleaned(image, sha256(image.file()), Files.size(image.file()));
    }

    private Mono<Void> keep(Cleaned cleaned) {
        return store.put(cleaned.sha256(), cleaned.image().file())
                .then(store.put(
                        ImageStore.thumbnailKey(cleaned.sha256()),
                        cleaned.image().thumbnail()));
    }

    /** What is there already is not made once more. */
    private Mono<Image> record(Caller caller, String name, Cleaned cleaned) {
        return transactions.run(inLibrary(caller, cleaned.sha256())
                .switchIfEmpty(Mono.defer(() -> insert(caller, name, cleaned)
                        .then(Mono.defer(() -> inLibrary(caller, cleaned.sha256())))
                        .transform(audit.creating(caller, Subject.IMAGE, Image::id)))));
    }

    private Mono<Image> inLibrary(Caller caller, String sha256) {
        return database.sql(COLUMNS + "AND i.organization_id = :organization AND i.sha256 = :sha256")
                .bind("scope", caller.scope())
                .bind("organization", caller.organizationId())
                .bind("sha256", sha256)
                .map(Rows.to(Image.class))
                .one();
    }

    private Mono<Void> insert(Caller caller, String name, Cleaned cleaned) {
        CleanImage image = cleaned.image();
        return database.sql("""
                        INSERT INTO kb_image (organization_id, sha256, name, media_type, size_bytes, width, height, frames,
                               created_by)
                        VALUES (:organization, :sha256, :name, :type, :bytes, :width, :height, :frames, :member)
                        ON DUPLICATE KEY UPDATE deleted_at = NULL""")
                .bind("organization", caller.organizationId())
                .bind("sha256", cleaned.sha256())
                .bind("name", name)
                .bind("type", image.mediaType())
                .bind("bytes", cleaned.bytes())
                .bind("width", image.width())
                .bind("height", image.height())
                .bind("frames", image.frames())
                .bind("member", caller.memberId())
                .then();
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
