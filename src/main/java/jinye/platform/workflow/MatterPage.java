package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Urgency;
import jinye.platform.workflow.process.StepPolicy.FieldRight;
import jinye.platform.workflow.process.StepPolicy.FileRight;
import org.jspecify.annotations.Nullable;

/** Everything about one matter that its page shows. @param mine what the reader may act on now, usually one or none */
record MatterPage(
        long id,
        String kind,
        String kindName,
        String module,
        long record,
        String title,
        String number,
        Urgency urgency,
        Matter.State state,
        String initiatorName,
        String initiatorDepartmentName,
        String initiatorUnitName,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean mayUrge,
        boolean mayCirculate,
        boolean mayAdminister,
        List<StepView> steps,
        List<TrailView> trail,
        List<ReaderView> readers,
        List<Waits.SubMatterView> subMatters,
        Waits.@Nullable ParentView parent,
        List<MyAssignment> mine,
        @Nullable Long withdrawable,
        MatterAside aside) {

    /** @param workingMinutes working time the step took, or has taken so far */
    record StepView(
            long id,
            String node,
            String nodeName,
            String mode,
            Step.State state,
            @Nullable String decision,
            @Nullable String closedByName,
            Instant openedAt,
            @Nullable Instant closedAt,
            long workingMinutes,
            List<HandlerView> handlers,
            List<Waits.WaitView> waits) {}

    /** @param waitsFor the assignment whose end this one waits for: of who claimed the step, or of a signer who goes first */
    record HandlerView(
            long assignment,
            long person,
            String personName,
            String departmentName,
            Assignment.Role role,
            Assignment.State state,
            @Nullable String decision,
            @Nullable String doneByName,
            Instant offeredAt,
            @Nullable Instant openedAt,
            @Nullable Instant doneAt,
            @Nullable Instant claimedAt,
            @Nullable Long waitsFor,
            @Nullable Instant dueAt,
            boolean dueProvisional,
            @Nullable String dueExplanation,
            @Nullable String light,
            long workingMinutes,
            int urgedCount,
            List<OpinionView> opinions) {}

    record OpinionView(
            long id,
            long assignment,
            @Nullable String cell,
            String personName,
            String departmentName,
            @Nullable String onBehalfOfName,
            String decision,
            String text,
            @Nullable Ink ink,
            @Nullable String typedByName,
            @Nullable Instant confirmedAt,
            @Nullable String dispute,
            Instant at,
            boolean withdrawn) {}

    record TrailView(
            long id,
            String verb,
            String verbName,
            @Nullable String nodeName,
            String actorName,
            @Nullable String onBehalfOfName,
            @Nullable String target,
            @Nullable String note,
            Instant at) {}

    record ReaderView(
            long circulation,
            long person,
            String personName,
            String departmentName,
            String byName,
            String note,
            boolean copy,
            Instant at,
            @Nullable Instant readAt,
            String opinion) {}

    /**
     * @param decisions the buttons
     * @param verbs     what else may be done here and now: RETURN, TRANSFER, ADD_BEFORE, ADD_AFTER, CIRCULATE, CLAIM, RELEASE
     * @param scheduledAt when it will be sent by itself, null for not
     * @param added     signers the reader asked for and may take away
     * @param fields    rights by name of a field, {@code *} for all others; desks enforce them
     * @param files     rights by name of a file or sort of files
     */
    record MyAssignment(
            long assignment,
            String node,
            String nodeName,
            String mode,
            Assignment.Role role,
            Assignment.State state,
            boolean draft,
            boolean returned,
            boolean claimed,
            @Nullable String onBehalfOfName,
            @Nullable Instant scheduledAt,
            @Nullable String scheduleFault,
            @Nullable Instant dueAt,
            boolean dueProvisional,
            @Nullable String dueExplanation,
            @Nullable String light,
            List<Decision> decisions,
            String opinion,
            @Nullable String draftDecision,
            @Nullable String draftOpinion,
            List<String> verbs,
            List<Returning.Target> returnTargets,
            List<SignerView> added,
            Map<String, FieldRight> fields,
            Map<String, FileRight> files) {}

    record Decision(String word, String term) {}

    record SignerView(long assignment, String personName, Assignment.State state) {}
}
