package jinye.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Desks and a service that exist in tests only, for processes that wait without people. */
@Configuration(proxyBeanMethods = false)
class TestWaitingDesks {

    static final String KIND = "workflow.test-waiting";

    /** Records whose check fails, and those that are refused. */
    static final Map<Long, Boolean> FAILING = new ConcurrentHashMap<>();

    /** The departments asked, by record. */
    static final Map<Long, List<Long>> ASKED = new ConcurrentHashMap<>();

    private record Desk(String kind) implements MatterDesk {
        @Override
        public boolean readable(Actor actor, long record) {
            return false;
        }

        @Override
        public Map<String, Object> facts(long record) {
            return Map.of("departments", ASKED.getOrDefault(record, List.of()), "heavy", false);
        }
    }

    @Bean
    MatterDesk testWaitingDesk() {
        return new Desk(KIND);
    }

    @Bean
    MatterDesk testOpinionDesk() {
        return new Desk("workflow.test-opinion");
    }

    @Bean
    MatterDesk testLanesDesk() {
        return new Desk("workflow.test-lanes");
    }

    @Bean
    MatterService testCheck() {
        return new MatterService() {
            @Override
            public String name() {
                return "workflow.test-check";
            }

            @Override
            public Map<String, Object> run(Call call) {
                if (FAILING.containsKey(call.matter().record())) {
                    throw Refused.noSuchPerson("/record");
                }
                return Map.of("checked", true);
            }
        };
    }
}
