package jinye.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
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
    private final Files files;

    FormPreviewPages(FormDrafts drafts, Forms forms, FormPages pages, Files files) {
        this.drafts = drafts;
        this.forms = forms;
        this.pages = pages;
        this.files = files;
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
        return shown(form, draft, page, kept(request, draft), List.of(), Math.clamp(more, 0, 50), HttpStatus.OK);
    }

    @PostMapping("/pages/{page}")
    ModelAndView takePage(Actor actor, @PathVariable long draft, @PathVariable int page, HttpServletRequest request)
            throws IOException {
        var form = form(actor, draft);
        var step = step(form);
        var plan = pages.plan(form);
        if (page < 1 || page > plan.size()) {
            return new ModelAndView("redirect:/forms/previews/" + draft);
        }
        var data = kept(request, draft);
        var fields = pages.seen(form, step, plan.get(page - 1), data);
        SentPage.take(form, step, fields, name -> values(request, name), data);
        takeFiles(actor, form, step, fields, request, data);
        var checked = forms.check(actor, form, step, Forms.data("{}"), data, Form.Purpose.SEND);
        var here = on(fields, checked.faults());
        keep(request, draft, checked.data());
        if (request.getParameter("more") != null) {
            return new ModelAndView("redirect:/forms/previews/" + draft + "/pages/" + page + "?more=3");
        }
        if (!here.isEmpty()) {
            // what was typed is shown again, also where it did not fit
            return shown(form, draft, page, checked.data(), here, 0, HttpStatus.UNPROCESSABLE_CONTENT);
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
                return shown(form, draft, page, checked.data(), here, 0, HttpStatus.UNPROCESSABLE_CONTENT);
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
            Form form, long draft, int page, ObjectNode data, List<Refusal.Fault> faults, int more, HttpStatus status) {
        var plan = pages.plan(form);
        if (page < 1 || page > plan.size()) {
            return new ModelAndView("redirect:/forms/previews/" + draft);
        }
        var step = step(form);
        var fields = pages.show(form, step, pages.seen(form, step, plan.get(page - 1), data), data, faults, more);
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

    /** One section for each page: titles and what people read of the values. */
    record AnswerSection(int page, String title, List<Answer> answers) {}

    record Answer(String title, String words) {}

    private List<AnswerSection> sections(Form form, ObjectNode data) {
        var step = step(form);
        var plan = pages.plan(form);
        var sections = new ArrayList<AnswerSection>();
        for (int page = 1; page <= plan.size(); page++) {
            var answers = pages.seen(form, step, plan.get(page - 1), data).stream()
                    .map(field -> new Answer(field.title(), forms.words(field, Condition.at(data, field.path()))))
                    .toList();
            if (!answers.isEmpty()) {
                sections.add(new AnswerSection(page, plan.get(page - 1).title(), answers));
            }
        }
        return sections;
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
                // members of staff are not chosen by the public
                .filter(fault -> fields.stream()
                        .filter(field -> !field.kind().reference())
                        .anyMatch(field -> {
                            var pointer = DataCheck.pointer(field.path());
                            return fault.pointer().equals(pointer)
                                    || fault.pointer().startsWith(pointer + "/");
                        }))
                .toList();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private void takeFiles(
            Actor actor, Form form, String step, List<FormField> fields, HttpServletRequest request, ObjectNode data)
            throws IOException {
        if (!(request instanceof MultipartHttpServletRequest multipart)) {
            return;
        }
        for (var field : fields) {
            if (field.kind() != FieldKind.FILE || !form.access(step, field).editable()) {
                continue;
            }
            var sent = multipart.getFiles(DataCheck.pointer(field.path())).stream()
                    .filter(file -> !file.isEmpty())
                    .toList();
            if (!sent.isEmpty() && field.parent().isEmpty()) {
                var list = data.putArray(field.name());
                for (var file : sent) {
                    list.addObject().put("id", store(actor, file));
                }
            }
        }
    }

    private long store(Actor actor, MultipartFile file) throws IOException {
        try (var content = file.getInputStream()) {
            var name = file.getOriginalFilename();
            return files.store(actor, name == null ? "附件" : name, content).id();
        }
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
