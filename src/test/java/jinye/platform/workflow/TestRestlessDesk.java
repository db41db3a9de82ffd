package jinye.platform.workflow;

import java.util.Map;
import jinye.kernel.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk whose matters run through timers and services without people; each run of the service leaves a row and a line. */
@Configuration(proxyBeanMethods = false)
class TestRestlessDesk {

    static final String KIND = "workflow.test-restless";
    /** What the other process prints when the service runs. */
    static final String RUN = "run ";

    @Bean
    MatterDesk restlessDesk() {
        return new MatterDesk() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public boolean readable(Actor actor, long record) {
                return false;
            }
        };
    }

    @Bean
    MatterService restlessService(JdbcClient jdbc) {
        return new MatterService() {
            @Override
            public String name() {
                return KIND;
            }

            @Override
            public Map<String, Object> run(Call call) {
                System.out.println(RUN + call.id());
                jdbc.sql("insert into public.service_run values (:call, :matter)")
                        .param("call", call.id())
                        .param("matter", call.matter().id())
                        .update();
                linger();
                return Map.of();
            }
        };
    }

    /** So that whoever kills the process finds it in the midst of a service. */
    private static void linger() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
