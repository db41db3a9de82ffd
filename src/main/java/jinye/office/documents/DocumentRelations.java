package jinye.office.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.relations.Act;
import jinye.office.documents.relations.DocumentStandings;
import jinye.office.documents.relations.Links;
import jinye.office.documents.text.PlainText;
import jinye.office.documents.text.UnknownWord;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a document says about others and others about it: answers, corrections, revocations, abolitions, supersessions. */
@Service
@Transactional
class DocumentRelations {

    private static final int NAMED_MAX = 50;

    /** @param act CORRECTION, REVOCATION, ABOLITION or SUPERSESSION */
    record NamedDocument(
            @Nullable Long document,
            @Nullable String act,
            @Nullable String reason) {}

    /** @param inForce whether what is said has taken effect, or waits until the naming document is given out */
    record RelatedDocument(
            long id,
            String title,
            @Nullable String number,
            String stateName,
            String act,
            String actName,
            String reason,
            boolean inForce) {}

    /** @param byDocument null when the reader may not read it or it was a notice alone */
    record DocumentStanding(
            String act,
            String actName,
            String standingName,
            boolean ends,
            @Nullable Long byDocument,
            String byTitle,
            String byNumber,
            String reason,
            String byName,
            java.time.Instant at) {}

    /**
     * @param names      what this document says about others
     * @param answeredBy what answers it
     * @param owesAnswer whether this is a received 请示 or 函 that somebody here is to answer
     */
    record DocumentRelationsView(
            List<DocumentStanding> standings,
            List<RelatedDocument> names,
            List<RelatedDocument> namedBy,
            List<RelatedDocument> answeredBy,
            boolean owesAnswer) {}

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentDrafting drafting;
    private final Links links;
    private final DocumentStandings standings;
    private final Directory directory;

    DocumentRelations(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentDrafting drafting,
            Links links,
            DocumentStandings standings,
            Directory directory) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.drafting = drafting;
        this.links = links;
        this.standings = standings;
        this.directory = directory;
    }

    /** Which issued documents the draft corrects, revokes, abolishes or supersedes; it takes effect when it is given out. */
    void name(Actor actor, long id, List<NamedDocument> named) {
        var document = drafting.requireEditable(actor, id);
        if (named.size() > NAMED_MAX) {
            throw new DraftContent.TooMany("reference", NAMED_MAX);
        }
        var wanted = named.stream().map(one -> link(actor, document, one)).toList();
        if (wanted.stream().map(Links.Link::other).distinct().count() < wanted.size()) {
            throw new NamedTwice();
        }
        links.replace(id, wanted, actor.name(), records.now());
        records.note(actor, document.id, "name", Map.of("documents", wanted.size()));
    }

    private Links.Link link(Actor actor, Document document, NamedDocument named) {
        long other = Objects.requireNonNullElse(named.document(), 0L);
        var act = UnknownWord.read(Act.class, "act", String.valueOf(named.act()));
        if (act == Act.ANSWER) {
            throw new UnknownWord("act", act.name());
        }
        if (other == document.id) {
            throw new NamesItself();
        }
        grants.requireReadable(actor, other);
        var older = store.find(other).orElseThrow(DocumentStore.NoSuchDocument::new);
        if (older.flow != Flow.OUTGOING || older.distributedAt == null || older.voiding != null) {
            throw new NotIssued(older.elements.title());
        }
        if (!mayDecideAbout(document, older)) {
            throw new NotOverThis(older.origin.unitName());
        }
        standings.of(other, true).ifPresent(ended -> {
            throw new EndedAlready(older.elements.title(), ended.standing());
        });
        return new Links.Link(document.id, other, act, PlainText.lines("reason", named.reason(), 500), null);
    }

    /** An organ decides about its own documents and those of organs below it (条例 art. 8: 变更或者撤销下级机关不适当的决定事项). */
    private boolean mayDecideAbout(Document document, Document older) {
        return older.origin.unit() == document.origin.unit()
                || directory.unitWithAllBelow(document.origin.unit()).stream()
                        .map(Unit::id)
                        .anyMatch(unit -> unit == older.origin.unit());
    }

    @Transactional(readOnly = true)
    DocumentRelationsView of(Actor actor, long id) {
        grants.requireReadable(actor, id);
        var document = store.find(id).orElseThrow(DocumentStore.NoSuchDocument::new);
        var named = links.of(id);
        var about = links.about(id).stream()
                .filter(link -> link.act() != Act.ANSWER)
                .toList();
        var answers = links.answersTo(id).stream()
                .map(answer -> new Links.Link(answer, id, Act.ANSWER, "", records.now()))
                .toList();
        return new DocumentRelationsView(
                standings.of(id).stream()
                        .map(standing -> standing(actor, standing))
                        .toList(),
                related(actor, named, Links.Link::other),
                related(actor, about, Links.Link::document),
                related(actor, answers, Links.Link::document),
                document.incoming != null
                        && document.endedAt == null
                        && answers.isEmpty()
                        && isAsking(document.elements.kind()));
    }

    static boolean isAsking(String kind) {
        return kind.equals(Kind.REQUEST) || kind.equals(Kind.LETTER);
    }

    private DocumentStanding standing(Actor actor, DocumentStandings.Standing standing) {
        var by = standing.byDocument();
        return new DocumentStanding(
                standing.act().name(),
                standing.act().term(),
                standing.act().standing(),
                standing.act().ends(),
                by != null && grants.readable(actor, by) ? by : null,
                standing.byTitle(),
                standing.byNumber(),
                standing.reason(),
                standing.byName(),
                standing.at());
    }

    /** What one may not read does not exist, here either. */
    private List<RelatedDocument> related(
            Actor actor, List<Links.Link> found, java.util.function.ToLongFunction<Links.Link> which) {
        var related = new ArrayList<RelatedDocument>();
        for (var link : found) {
            long id = which.applyAsLong(link);
            if (grants.readable(actor, id)) {
                var other = store.find(id).orElseThrow();
                related.add(new RelatedDocument(
                        id,
                        other.elements.title(),
                        other.number,
                        other.state.term(),
                        link.act().name(),
                        link.act().term(),
                        link.reason(),
                        link.effectedAt() != null));
            }
        }
        return related;
    }

    static final class NamedTwice extends Refusal {
        NamedTwice() {
            super(Kind.INVALID, "documents.named-twice");
        }
    }

    static final class NamesItself extends Refusal {
        NamesItself() {
            super(Kind.INVALID, "documents.names-itself");
        }
    }

    static final class NotIssued extends Refusal {
        NotIssued(String title) {
            super(Kind.CONFLICT, "documents.not-issued", title);
        }
    }

    static final class NotOverThis extends Refusal {
        NotOverThis(String unit) {
            super(Kind.CONFLICT, "documents.not-over-this", unit);
        }
    }

    static final class EndedAlready extends Refusal {
        EndedAlready(String title, String standing) {
            super(Kind.CONFLICT, "documents.ended-already", title, standing);
        }
    }
}
