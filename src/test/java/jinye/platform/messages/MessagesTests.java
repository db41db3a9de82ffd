package jinye.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

@JinyeTest
class MessagesTests {

    @Autowired
    Messages messages;

    @Autowired
    MessageController controller;

    @Autowired
    MessageStreams streams;

    @Autowired
    TransactionTemplate transaction;

    private final Actor reader = person(ThreadLocalRandom.current().nextLong(1L << 40));

    @Test
    void theSameMessageIsToldToAPersonOnce() {
        var other = person(reader.person() + 1);

        messages.tell(List.of(reader.person()), message("urge:1", "urge", Urgency.URGENT));
        messages.tell(
                List.of(reader.person(), other.person(), other.person()), message("urge:1", "urge", Urgency.URGENT));

        assertThat(inbox(reader, false)).extracting(MessageRow::key).containsExactly("urge:1");
        assertThat(inbox(other, false)).extracting(MessageRow::key).containsExactly("urge:1");
    }

    @Test
    void tenThousandPeopleAreToldInOneGo() {
        var people =
                LongStream.range(0, 10_000).mapToObj(n -> reader.person() + n).toList();

        messages.tell(people, message("fan-out", "info", Urgency.PLAIN));

        assertThat(inbox(person(reader.person() + 9_999), true)).hasSize(1);
    }

    @Test
    void countsTellUnreadByKind() {
        messages.tell(List.of(reader.person()), message("a", "urge", Urgency.URGENT));
        messages.tell(List.of(reader.person()), message("b", "info", Urgency.PLAIN));
        messages.tell(List.of(reader.person()), message("c", "info", Urgency.PLAIN));

        controller.readMessage(reader, inbox(reader, true).getFirst().id());

        var counts = controller.countMessages(reader);
        assertThat(counts.unread()).isEqualTo(2);
        assertThat(counts.urgent()).isEqualTo(1);
        assertThat(counts.unreadByKind()).containsEntry("urge", 1L).containsEntry("info", 1L);
        assertThat(inbox(reader, true)).extracting(MessageRow::key).containsExactly("b", "a");
        assertThat(inbox(reader, false)).hasSize(3);
    }

    @Test
    void somebodyElsesMessageDoesNotExist() {
        messages.tell(List.of(reader.person()), message("a", "info", Urgency.PLAIN));
        var id = inbox(reader, true).getFirst().id();

        assertThatExceptionOfType(MessageList.NoSuchMessage.class)
                .isThrownBy(() -> controller.readMessage(person(reader.person() + 1), id));

        assertThat(inbox(reader, true)).hasSize(1);
    }

    @Test
    void readingAllLeavesWhatArrivedLaterUnread() {
        messages.tell(List.of(reader.person()), message("a", "info", Urgency.PLAIN));
        messages.tell(List.of(reader.person()), message("b", "info", Urgency.PLAIN));
        var seen = inbox(reader, true).getFirst().id();
        messages.tell(List.of(reader.person()), message("c", "info", Urgency.PLAIN));

        assertThat(controller.readAllMessages(reader, seen).read()).isEqualTo(2);

        assertThat(inbox(reader, true)).extracting(MessageRow::key).containsExactly("c");
    }

    @Test
    void theSenderSeesWhoHasReadAndNobodyElseDoes() {
        var sender = person(reader.person() + 1);
        var idle = person(reader.person() + 2);
        messages.tell(
                sender,
                List.of(reader.person(), idle.person()),
                message("urge:7:" + sender.person(), "urge", Urgency.URGENT));
        controller.readMessage(reader, inbox(reader, true).getFirst().id());

        var receipts = messages.receiptsOf(sender, "urge:7:" + sender.person());

        assertThat(receipts.told()).isEqualTo(2);
        assertThat(receipts.read()).isEqualTo(1);
        assertThat(receipts.readers())
                .extracting(MessageReceipts.Reader::person)
                .containsExactly(reader.person(), idle.person());
        assertThatExceptionOfType(MessageList.NothingTold.class)
                .isThrownBy(() -> messages.receiptsOf(idle, "urge:7:" + sender.person()));
    }

    @Test
    void anOpenPageHearsAMessageWhenItIsCommittedAndNotBefore() throws Exception {
        var page = open(null);

        transaction.executeWithoutResult(status -> {
            messages.tell(List.of(reader.person()), message("rolled-back", "info", Urgency.PLAIN));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            messages.tell(List.of(reader.person()), message("committed", "info", Urgency.PLAIN));
            assertThat(heard(page)).doesNotContain("committed");
        });

        within5Seconds(() -> heard(page).contains("committed"));
        assertThat(heard(page)).contains("event:message").doesNotContain("rolled-back");
    }

    @Test
    void aPageOpenedAgainCatchesUpFromWhatItSawLast() throws Exception {
        messages.tell(List.of(reader.person()), message("seen", "info", Urgency.PLAIN));
        var seen = inbox(reader, false).getFirst().id();
        messages.tell(List.of(reader.person()), message("missed", "info", Urgency.PLAIN));

        var page = open(Long.toString(seen));

        within5Seconds(() -> heard(page).contains("missed"));
        assertThat(heard(page)).doesNotContain("\"seen\"");
    }

    @Test
    void theOldestOfTooManyPagesOfOnePersonIsClosed() throws Exception {
        var before = streams.count();

        for (int page = 0; page < 9; page++) {
            open(null);
        }

        within5Seconds(() -> streams.count() == before + 4);
    }

    private List<MessageRow> inbox(Actor person, boolean unread) {
        return controller.listMessages(person, unread, null, null, 30).items();
    }

    private MvcResult open(String lastSeen) throws Exception {
        var call = get("/api/messages/stream");
        if (lastSeen != null) {
            call.header("Last-Event-ID", lastSeen);
        }
        return mvc().perform(call).andExpect(request().asyncStarted()).andReturn();
    }

    private static String heard(MvcResult page) {
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void within5Seconds(BooleanSupplier condition) throws InterruptedException {
        var until = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private MockMvc mvc() {
        return MockMvcBuilders.standaloneSetup(controller)
                .setCustomArgumentResolvers(new HandlerMethodArgumentResolver() {
                    @Override
                    public boolean supportsParameter(MethodParameter parameter) {
                        return parameter.getParameterType() == Actor.class;
                    }

                    @Override
                    public Object resolveArgument(
                            MethodParameter parameter,
                            ModelAndViewContainer container,
                            NativeWebRequest request,
                            WebDataBinderFactory binders) {
                        return reader;
                    }
                })
                .build();
    }

    private static Message message(String key, String kind, Urgency urgency) {
        return new Message(key, kind, "请尽快办理", "/documents/12", urgency);
    }

    private static Actor person(long id) {
        return new Actor(id, "李明", 2, "科员", 5, "办公室", 3, "湖南省烟草专卖局", Set.of("person:" + id), Set.of());
    }
}
