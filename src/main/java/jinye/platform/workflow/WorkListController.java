package jinye.platform.workflow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A person's five lists. */
@RestController
@RequestMapping("/api/workflow")
class WorkListController {

    private final TodoList todo;
    private final TodoCounting counting;
    private final WorkLists lists;
    private final MatterPages pages;

    WorkListController(TodoList todo, TodoCounting counting, WorkLists lists, MatterPages pages) {
        this.todo = todo;
        this.counting = counting;
        this.lists = lists;
        this.pages = pages;
    }

    /** @param counts true for the counts of the whole list beside the page, as one opens it: one request instead of two */
    @GetMapping("/todo")
    TodoPage listTodo(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) TodoList.@Nullable DueFilter due,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(defaultValue = "ARRIVED") TodoList.Sort sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            @RequestParam(defaultValue = "false") boolean counts) {
        var page = todo.page(actor, new TodoList.Question(false, kind, urgency, due, text, sort), after, size);
        return new TodoPage(page.items(), page.next(), counts ? counting.counts(actor) : null);
    }

    @GetMapping("/todo/counts")
    TodoCounts countTodo(Actor actor) {
        return counting.counts(actor);
    }

    @GetMapping("/drafts")
    Page<TodoRow> listDrafts(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return todo.page(
                actor, new TodoList.Question(true, kind, null, null, text, TodoList.Sort.ARRIVED), after, size);
    }

    @GetMapping("/done")
    Page<WorkLists.DoneRow> listDone(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return lists.done(actor, new WorkLists.Question(kind, urgency, text, null), after, size);
    }

    /** @param open true for those still under way, false for ended ones */
    @GetMapping("/started")
    Page<WorkLists.StartedRow> listStarted(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return lists.started(actor, new WorkLists.Question(kind, urgency, text, open), after, size);
    }

    /** What the person keeps an eye on. @param open true for those still under way, false for ended ones */
    @GetMapping("/followed")
    Page<WorkLists.FollowedRow> listFollowed(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var page = lists.followed(actor, new WorkLists.Question(kind, urgency, text, open), after, size);
        return new Page<>(
                page.items().stream()
                        .filter(row -> pages.mayRead(actor, row.matter()))
                        .toList(),
                page.next());
    }

    /** @param open true for those not read yet */
    @GetMapping("/circulated")
    Page<WorkLists.CirculatedRow> listCirculated(
            Actor actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return lists.circulated(actor, new WorkLists.Question(kind, urgency, text, open), after, size);
    }
}
