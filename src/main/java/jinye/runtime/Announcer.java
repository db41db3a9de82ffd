package jinye.runtime;

import java.io.PrintStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the address and the announcements. Not by the log: passwords must not end up in a file. */
@Component
class Announcer {

    private final ObjectProvider<Announcement> announcements;

    Announcer(ObjectProvider<Announcement> announcements) {
        this.announcements = announcements;
    }

    @EventListener
    void announce(ApplicationReadyEvent event) {
        PrintStream console = System.out;
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            console.printf(
                    "%n金叶已就绪 / Jinye is ready: http://localhost:%d/workspace/%n",
                    web.getWebServer().getPort());
        }
        announcements
                .orderedStream()
                .forEach(announcement -> announcement.lines().forEach(console::println));
        console.flush();
    }
}
