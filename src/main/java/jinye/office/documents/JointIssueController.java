package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 联合行文会签. */
@RestController
@RequestMapping("/api/documents")
class JointIssueController {

    record AnswerJointly(
            boolean agree, @Nullable @Size(max = 500) String opinion) {}

    record WithdrawJointly(@NotBlank @Size(max = 500) String reason) {}

    private final JointIssue joint;

    JointIssueController(JointIssue joint) {
        this.joint = joint;
    }

    @GetMapping("/joint-requests")
    List<JointIssue.JointRequest> listJointRequests(Actor actor) {
        return joint.waiting(actor);
    }

    @GetMapping("/{id}/joint-signatures")
    JointIssue.JointSignaturesView readJointSignatures(Actor actor, @PathVariable long id) {
        return joint.of(actor, id);
    }

    @PutMapping("/{id}/joint-request")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askJointly(Actor actor, @PathVariable long id) {
        joint.ask(actor, id);
    }

    @PutMapping("/{id}/joint-answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answerJointly(Actor actor, @PathVariable long id, @RequestBody @Valid AnswerJointly command) {
        joint.answer(actor, id, command.agree(), command.opinion());
    }

    @PutMapping("/{id}/joint-withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawJointly(Actor actor, @PathVariable long id, @RequestBody @Valid WithdrawJointly command) {
        joint.withdraw(actor, id, command.reason());
    }
}
