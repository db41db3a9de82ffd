package jinye.bench;

import java.util.Map;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** The reference: a general engine called in this process, with no HTTP, no sign-in and no permission before it. */
final class BareEngine implements AutoCloseable {

    private static final int WAITING = 25;

    private final ProcessEngine engine;

    BareEngine(DataSource source, String bpmn, int clients) {
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(source);
        settings.setDatabaseSchemaUpdate("true");
        settings.setHistoryLevel(HistoryLevel.AUDIT);
        settings.setDisableIdmEngine(true);
        settings.setDisableEventRegistry(true);
        settings.setAsyncExecutorActivate(false);
        settings.setIdGenerator(new StrongUuidGenerator());
        engine = settings.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("request.bpmn20.xml", bpmn)
                .deploy();
        for (int client = 0; client < clients; client++) {
            for (int i = 0; i < WAITING; i++) {
                start(client);
            }
        }
    }

    void cycle(int client) {
        start(client);
        var tasks = engine.getTaskService();
        var page = tasks.createTaskQuery()
                .taskAssignee(handler(client))
                .orderByTaskCreateTime()
                .desc()
                .listPage(0, 20);
        tasks.complete(page.getFirst().getId());
    }

    long ended() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .finished()
                .count();
    }

    long waiting() {
        return engine.getTaskService().createTaskQuery().count();
    }

    @Override
    public void close() {
        engine.close();
    }

    private void start(int client) {
        engine.getRuntimeService()
                .createProcessInstanceBuilder()
                .processDefinitionKey("request")
                .name("a request")
                .variables(Map.of("handler", handler(client)))
                .start();
    }

    private static String handler(int client) {
        return "person" + client;
    }
}
