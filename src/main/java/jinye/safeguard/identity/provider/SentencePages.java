package jinye.safeguard.identity.provider;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** A page with one sentence, for people who came from another system and cannot be sent back there. */
@Component
class SentencePages {

    private final ITemplateEngine templates;
    private final Sentences sentences;

    SentencePages(ITemplateEngine templates, Sentences sentences) {
        this.templates = templates;
        this.sentences = sentences;
    }

    void refuse(HttpServletResponse response, int status, String code, Object... facts) throws IOException {
        show(response, status, "未能进入", sentences.of(code, List.of(facts)));
    }

    void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        show(response, HttpServletResponse.SC_FORBIDDEN, "未能进入", sentences.of(refusal.code(), refusal.facts()));
    }

    void say(HttpServletResponse response, String title, String code) throws IOException {
        show(response, HttpServletResponse.SC_OK, title, sentences.of(code, List.of()));
    }

    private void show(HttpServletResponse response, int status, String title, String sentence) throws IOException {
        var context = new Context(Locale.CHINA);
        context.setVariable("title", title);
        context.setVariable("sentence", sentence);
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(templates.process("identity/pages/sentence", context));
    }
}
