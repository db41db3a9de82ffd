package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How documents stand to each other. */
@RestController
@RequestMapping("/api/documents")
class DocumentRelationController {

    record NameDocuments(@NotNull @Size(max = 50) List<DocumentRelations.NamedDocument> named) {}

    private final DocumentRelations relations;
    private final DocumentReplies replies;

    DocumentRelationController(DocumentRelations relations, DocumentReplies replies) {
        this.relations = relations;
        this.replies = replies;
    }

    @GetMapping("/{id}/relations")
    DocumentRelations.DocumentRelationsView readDocumentRelations(Actor actor, @PathVariable long id) {
        return relations.of(actor, id);
    }

    /** Which issued documents this draft corrects, revokes, abolishes or supersedes. */
    @PutMapping("/{id}/named-documents")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void nameDocuments(Actor actor, @PathVariable long id, @RequestBody @Valid NameDocuments command) {
        relations.name(actor, id, command.named());
    }

    /** 起草批复 or 复函. */
    @PostMapping("/{id}/replies")
    @ResponseStatus(HttpStatus.CREATED)
    DocumentDrafting.DraftSaved startReply(Actor actor, @PathVariable long id) {
        return replies.draft(actor, id);
    }

    /** 请示、来函 without an answer, the earliest due first. */
    @GetMapping("/requests")
    List<DocumentReplies.WaitingRequest> listWaitingRequests(
            Actor actor, @RequestParam(defaultValue = "true") boolean received) {
        actor.require("documents.draft");
        return replies.waiting(actor, received);
    }
}
