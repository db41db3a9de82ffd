package jinye.platform.messages;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/messages")
class MessageController {

    /** How many messages were marked as read. */
    record Readings(int read) {}

    private final Messages messages;
    private final MessageList list;
    private final MessageStreams streams;

    MessageController(Messages messages, MessageList list, MessageStreams streams) {
        this.messages = messages;
        this.list = list;
        this.streams = streams;
    }

    @GetMapping
    Page<MessageRow> listMessages(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable @Size(max = 40) String kind,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int size) {
        return list.page(actor.person(), unread, kind, Cursor.read(after, 1), size);
    }

    @GetMapping("/counts")
    MessageList.Counts countMessages(Actor actor) {
        return list.counts(actor.person());
    }

    @PutMapping("/{id}/reading")
    void readMessage(Actor actor, @PathVariable long id) {
        messages.read(actor, id);
    }

    @PutMapping("/readings")
    Readings readAllMessages(Actor actor, @RequestParam(required = false) @Nullable Long until) {
        return new Readings(messages.readAll(actor, until));
    }

    @GetMapping("/receipts")
    MessageReceipts messageReceipts(Actor actor, @RequestParam @Size(max = 200) String key) {
        return messages.receiptsOf(actor, key);
    }

    /** Server-sent events named {@code message}; a browser that opens again says which it saw last. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter streamMessages(
            Actor actor, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
        List<MessageRow> missed = lastSeen != null && lastSeen.matches("[0-9]{1,18}")
                ? messages.since(actor, Long.parseLong(lastSeen))
                : List.of();
        return streams.open(actor.person(), missed);
    }
}
