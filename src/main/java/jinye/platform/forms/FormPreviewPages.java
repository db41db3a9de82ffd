package jinye.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.node.ObjectNode;

/**
 * 公众页预览: a draft as the public would fill it in, page after page and without scripts, for designers only. What is typed is
 * kept in their session and goes nowhere.
 */
@Controller
@RequestMapping("/forms/previews/{draft}")
class FormPreviewPages {

    private final FormDrafts drafts;
    private final Forms forms;
    private final FormPages pages;
    private final FormPrint print;
    private final Files files;
    private final Directory directory;

    FormPreviewPages(
            FormDrafts drafts, Forms forms, FormPages pages, FormPrint print, Files files, Directory directory) {
        this.drafts = drafts;
        this.forms = forms;
        this.pages = pages;
        this.print = print;
        this.files = files;
        this.directory = directory;
    }

    /** From the beginning. */
    @GetMapping
    String begin(Actor actor, @PathVariable long draft, HttpServletRequest request) {
        drafts.draft(actor, draft);
        keep(request, draft, Forms.data("{}"));
        return "redirect:/forms/previews/" + draft + "/pages/1";
    }

    @GetMapping("/pages/{page}")
    ModelAndView page(
            Actor actor,
            @PathVariable long draft,
            @PathVariable int page,
            @RequestParam(defaultValue = "0") int more,
            HttpServletRequest request) {
        var form = form(actor, draft);
        var answer = new FormPages.PageAnswer(List.of(), Map.of(), Math.clamp(more, 0, 50));
        return shown(form, draft, page, kept(request, draft), answer, HttpStatus.OK);
    }

    @PostMapping("/pages/{page}")
    ModelAndView takePage(Actor actor, @PathVariable long draft, @PathVariable int page, HttpServletRequest request) {
        var form = form(actor, draft);
        var step = step(form);
        var plan = pages.plan(form);
        if (page < 1 || page > plan.size()) {
            return new ModelAndView("redirect:/forms/previews/" + draft);
        }
        var data = kept(request, draft);
        var fields = pages.seen(form, step, plan.get(page - 1), data);
        var sent = new SentPage(
                form,
                step,
                new SentRequest(actor, request, files),
                (sort, words, size) -> directory.named(actor, sort, words, size));
        sent.take(fields, data);
        var checked = forms.check(actor, form, step, Forms.data("{}"), data, Form.Purpose.SEND);
        boolean more = request.getParameter("more") != null;
        keep(request, draft, checked.data());
        if (more && sent.faults.isEmpty()) {
            return new ModelAndView("redirect:/forms/previews/" + draft + "/pages/" + page + "?more=3");
        }
        // a name that was not found says more than that the field is empty
        var here = new ArrayList<>(sent.faults);
        here.addAll(on(fields, checked.faults()));
        if (!here.isEmpty()) {
            // what was typed is shown again, also where it did not fit
            var answer = new FormPages.PageAnswer(here, sent.offers, more ? 3 : 0);
            return shown(form, draft, page, checked.data(), answer, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return new ModelAndView("redirect:/forms/previews/" + draft + next(form, step, plan, page, checked.data()));
    }

    @GetMapping("/answers")
    ModelAndView answers(Actor actor, @PathVariable long draft, HttpServletRequest request) {
        var form = form(actor, draft);
        return view("answers", form, draft)
                .addObject("sections", sections(form, kept(request, draft)))
                .addObject("done", false);
    }

    @PostMapping("/answers")
    ModelAndView send(Actor actor, @PathVariable long draft, HttpServletRequest request) {
        var form = form(actor, draft);
        var step = step(form);
        var data = kept(request, draft);
        var checked = forms.check(actor, form, step, Forms.data("{}"), data, Form.Purpose.SEND);
        var plan = pages.plan(form);
        for (int page = 1; page <= plan.size(); page++) {
            var fields = pages.seen(form, step, plan.get(page - 1), checked.data());
            var here = on(fields, checked.faults());
            if (!here.isEmpty()) {
                var answer = new FormPages.PageAnswer(here, Map.of(), 0);
                return shown(form, draft, page, checked.data(), answer, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        return new ModelAndView("redirect:/forms/previews/" + draft + "/receipt");
    }

    @GetMapping("/receipt")
    ModelAndView receipt(Actor actor, @PathVariable long draft, HttpServletRequest request) {
        var form = form(actor, draft);
        return view("answers", form, draft)
                .addObject("sections", sections(form, kept(request, draft)))
                .addObject("done", true);
    }

    private Form form(Actor actor, long draft) {
        var texts = drafts.draft(actor, draft);
        return forms.read(texts.schema(), texts.layout());
    }

    /** The public begins a matter: the first step. */
    private static String step(Form form) {
        return form.steps().stream().findFirst().orElse("");
    }

    private ModelAndView shown(
            Form form, long draft, int page, ObjectNode data, FormPages.PageAnswer answer, HttpStatus status) {
        var plan = pages.plan(form);
        if (page < 1 || page > plan.size()) {
            return new ModelAndView("redirect:/forms/previews/" + draft);
        }
        var step = step(form);
        var fields = pages.show(form, step, plan.get(page - 1), data, answer);
        var view = view("page", form, draft)
                .addObject("page", page)
                .addObject("pages", plan.size())
                .addObject("heading", plan.get(page - 1).title())
                .addObject("fields", fields)
                .addObject(
                        "hasTable",
                        fields.stream().anyMatch(field -> field.look().equals("table")))
                .addObject(
                        "faults",
                        fields.stream().flatMap(FormPreviewPages::faulty).toList());
        view.setStatus(status);
        return view;
    }

    private static java.util.stream.Stream<FormPages.PageField> faulty(FormPages.PageField field) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(field), field.rows().stream().flatMap(List::stream))
                .filter(one -> one.fault() != null);
    }

    private static ModelAndView view(String name, Form form, long draft) {
        return new ModelAndView("forms/pages/" + name)
                .addObject("title", form.title())
                .addObject("address", "/forms/previews/" + draft);
    }

    /** 打印: what has been filled in, on paper. */
    @GetMapping("/print")
    ResponseEntity<String> paper(Actor actor, @PathVariable long draft, HttpServletRequest request) {
        var form = form(actor, draft);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", FormPrint.POLICY)
                .body(print.html(form, step(form), kept(request, draft), FormPrint.Around.plain(form.title())));
    }

    /** One section for each page: titles and what people read of the values. */
    record AnswerSection(int page, String title, List<Answer> answers) {}

    /** @param rows of a table, with the titles of its columns */
    record Answer(String title, String words, List<String> heads, List<List<String>> rows) {}

    private List<AnswerSection> sections(Form form, ObjectNode data) {
        var step = step(form);
        var plan = pages.plan(form);
        var sections = new ArrayList<AnswerSection>();
        for (int page = 1; page <= plan.size(); page++) {
            var answers = pages.seen(form, step, plan.get(page - 1), data).stream()
                    .map(field -> answer(form, step, field, data))
                    .toList();
            if (!answers.isEmpty()) {
                sections.add(new AnswerSection(page, plan.get(page - 1).title(), answers));
            }
        }
        return sections;
    }

    private Answer answer(Form form, String step, FormField field, ObjectNode data) {
        return new Answer(
                field.title(),
                field.kind() == FieldKind.TABLE ? "" : forms.words(field, Condition.at(data, field.path())),
                print.heads(form, step, field),
                print.rows(form, step, field, data));
    }

    private String next(Form form, String step, List<FormPages.PagePlan> plan, int page, ObjectNode data) {
        for (int next = page + 1; next <= plan.size(); next++) {
            if (!pages.seen(form, step, plan.get(next - 1), data).isEmpty()) {
                return "/pages/" + next;
            }
        }
        return "/answers";
    }

    private static List<Refusal.Fault> on(List<FormField> fields, List<Refusal.Fault> faults) {
        return faults.stream()
                .filter(fault -> fields.stream().anyMatch(field -> {
                    var pointer = DataCheck.pointer(field.path());
                    return fault.pointer().equals(pointer) || fault.pointer().startsWith(pointer + "/");
                }))
                .toList();
    }

    private static ObjectNode kept(HttpServletRequest request, long draft) {
        var session = request.getSession(false);
        var text = session == null ? null : (@Nullable String) session.getAttribute("forms.preview." + draft);
        return Forms.data(text == null ? "{}" : text);
    }

    private static void keep(HttpServletRequest request, long draft, ObjectNode data) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute("forms.preview." + draft, data.toString());
        }
    }
}
