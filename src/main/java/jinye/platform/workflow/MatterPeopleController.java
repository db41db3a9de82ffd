package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who else has to do with a matter: more or fewer co-signers, copies, followers, notes. */
@RestController
@RequestMapping("/api/workflow")
class MatterPeopleController {

    private static final int WORDS = 2000;

    /** @param people null or empty when departments are named, and the other way round */
    record NamedPeople(
            @Size(max = 200) @Nullable List<@NotNull Long> people,
            @Size(max = 50) @Nullable List<@NotNull Long> departments,
            @Size(max = WORDS) @Nullable String note) {

        List<Long> persons() {
            return people == null ? List.of() : people;
        }

        List<Long> offices() {
            return departments == null ? List.of() : departments;
        }
    }

    record NamesTold(List<String> people) {}

    record RemovalReason(@NotNull @Size(max = WORDS) String reason) {}

    /** @param personal seen by the writer only */
    record NewNote(
            boolean personal, @NotBlank @Size(max = 1000) String text) {}

    record NoteWritten(long id) {}

    /** Exactly one of the two. */
    record NewSubscription(
            @Size(max = 100) @Nullable String node,
            @Nullable Long person) {}

    record Subscribed(long id) {}

    private final Participants participants;
    private final Copying copying;
    private final Watching watching;
    private final Notes notes;
    private final MatterPages pages;

    MatterPeopleController(
            Participants participants, Copying copying, Watching watching, Notes notes, MatterPages pages) {
        this.participants = participants;
        this.copying = copying;
        this.watching = watching;
        this.notes = notes;
        this.pages = pages;
    }

    @PostMapping("/matters/{id}/nodes/{node}/participants")
    NamesTold addParticipants(
            Actor actor, @PathVariable long id, @PathVariable String node, @Valid @RequestBody NamedPeople named) {
        return new NamesTold(participants.add(actor, id, node, named.persons(), named.offices(), text(named.note())));
    }

    @DeleteMapping("/matters/{id}/participants/{assignment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeParticipant(
            Actor actor, @PathVariable long id, @PathVariable long assignment, @Valid @RequestBody RemovalReason why) {
        participants.remove(actor, id, assignment, text(why.reason()));
    }

    @PostMapping("/matters/{id}/copies")
    NamesTold copyMatter(Actor actor, @PathVariable long id, @Valid @RequestBody NamedPeople named) {
        return new NamesTold(copying.copy(actor, id, named.persons(), named.offices(), text(named.note())));
    }

    @PutMapping("/matters/{id}/following")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void followMatter(Actor actor, @PathVariable long id) {
        watching.follow(actor, pages.readable(actor, id).id());
    }

    @DeleteMapping("/matters/{id}/following")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollowMatter(Actor actor, @PathVariable long id) {
        watching.unfollow(actor, id);
    }

    @PostMapping("/matters/{id}/subscriptions")
    @ResponseStatus(HttpStatus.CREATED)
    Subscribed subscribeMatter(Actor actor, @PathVariable long id, @Valid @RequestBody NewSubscription wanted) {
        return new Subscribed(watching.subscribe(actor, pages.readable(actor, id), wanted.node(), wanted.person()));
    }

    @DeleteMapping("/subscriptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribeMatter(Actor actor, @PathVariable long id) {
        watching.unsubscribe(actor, id);
    }

    @PostMapping("/matters/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    NoteWritten writeNote(Actor actor, @PathVariable long id, @Valid @RequestBody NewNote note) {
        var matter = pages.readable(actor, id);
        return new NoteWritten(
                notes.write(actor, matter.id(), note.personal(), note.text().strip()));
    }

    @DeleteMapping("/notes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeNote(Actor actor, @PathVariable long id) {
        notes.remove(actor, id);
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
