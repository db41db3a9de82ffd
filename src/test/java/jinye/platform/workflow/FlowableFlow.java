package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Shape;
import org.flowable.common.engine.api.delegate.event.FlowableEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.delegate.event.FlowableActivityEvent;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.engine.runtime.Execution;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The oracle: a general engine with a state of its own, driven through the same port. Its moves need recipes, because the plain
 * calls leave tokens behind at joins (docs/adr/0001-own-handling-kernel.md).
 */
final class FlowableFlow implements Flow, FlowableEventListener {

    private record Born(String node, String execution) {}

    private final ThreadLocal<List<Born>> listening = new ThreadLocal<>();
    private RuntimeService runtime;
    private TaskService tasks;
    private JdbcTemplate sql;

    void attach(DataSource source, JdbcTemplate template, Map<String, String> models) {
        sql = template;
        sql.execute("create table public.oracle (matter bigint primary key, instance text not null)");
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(new TransactionAwareDataSourceProxy(source));
        settings.setTransactionsExternallyManaged(true);
        settings.setDatabaseType("postgres");
        settings.setDatabaseSchemaUpdate("true");
        settings.setHistoryLevel(HistoryLevel.NONE);
        settings.setDisableIdmEngine(true);
        settings.setDisableEventRegistry(true);
        settings.setAsyncExecutorActivate(false);
        settings.setTypedEventListeners(new HashMap<>(Map.of(
                "TASK_CREATED", new ArrayList<>(List.of(this)), "ACTIVITY_STARTED", new ArrayList<>(List.of(this)))));
        var engine = settings.buildProcessEngine();
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
        var deployment = engine.getRepositoryService().createDeployment();
        models.forEach((kind, bpmn) -> deployment.addString(kind + ".bpmn20.xml", bpmn));
        deployment.deploy();
    }

    @Override
    public void onEvent(FlowableEvent event) {
        var born = listening.get();
        if (born != null
                && event instanceof FlowableEntityEvent entity
                && entity.getEntity() instanceof TaskEntity task) {
            born.add(new Born(task.getTaskDefinitionKey(), task.getExecutionId()));
        } else if (born != null
                && event instanceof FlowableActivityEvent activity
                && "receiveTask".equals(activity.getActivityType())) {
            born.add(new Born(activity.getActivityId(), activity.getExecutionId()));
        }
    }

    @Override
    public boolean isFailOnException() {
        return true;
    }

    @Override
    public boolean isFireOnTransactionLifecycleEvent() {
        return false;
    }

    @Override
    public String getOnTransaction() {
        return null;
    }

    private List<Born> listen(Runnable act) {
        var born = new ArrayList<Born>();
        listening.set(born);
        try {
            act.run();
        } finally {
            listening.remove();
        }
        return born;
    }

    private String instance(long matter) {
        return sql.queryForObject("select instance from public.oracle where matter = ?", String.class, matter);
    }

    private static List<String> nodes(List<Born> born) {
        return new ArrayList<>(born.stream().map(Born::node).toList());
    }

    @Override
    public List<String> start(long matter, Shape shape, Map<String, Object> facts) {
        return nodes(begin(matter, shape, facts));
    }

    private List<Born> begin(long matter, Shape shape, Map<String, Object> facts) {
        var made = new String[1];
        var born = listen(() -> made[0] = runtime.createProcessInstanceBuilder()
                .processDefinitionKey(shape.name())
                .transientVariables(facts)
                .start()
                .getId());
        sql.update(
                "insert into public.oracle values (?, ?) on conflict (matter) do update set instance = excluded.instance",
                matter,
                made[0]);
        return born;
    }

    @Override
    public List<String> leave(long matter, Shape shape, String node, Set<String> others, Map<String, Object> facts) {
        var task = tasks.createTaskQuery()
                .processInstanceId(instance(matter))
                .taskDefinitionKey(node)
                .singleResult();
        if (shape.node(node).kind() == Node.Kind.BOUNDARY) {
            return nodes(listen(() -> leaveByEdge(matter, node, facts)));
        }
        if (task == null) {
            var resting = resting(matter, Set.of(node)).getFirst();
            return nodes(listen(() -> runtime.trigger(resting, null, facts)));
        }
        return nodes(listen(() -> tasks.complete(task.getId(), (Map<String, Object>) null, facts)));
    }

    /** A message brings lasting variables only; what stays must not be seen by later gateways. */
    private void leaveByEdge(long matter, String edge, Map<String, Object> facts) {
        var instance = instance(matter);
        var waiting = runtime.createExecutionQuery()
                .processInstanceId(instance)
                .messageEventSubscriptionName(edge)
                .singleResult();
        runtime.messageEventReceived(edge, waiting.getId(), new HashMap<>(facts));
        forget(matter, facts);
    }

    @Override
    public void move(long matter, Shape shape, Set<String> closing, String from, String to) {
        var executions = executions(matter, closing);
        if (from == null) {
            executions.addAll(waiting(matter, joins(shape, null)));
            gatherAndSpread(matter, executions, arrivals(shape, to, 0), to);
            return;
        }
        shape.blockLeft(from, to).ifPresent(fork -> executions.addAll(waiting(matter, joins(shape, fork))));
        gatherAndSpread(matter, executions, arrivals(shape, to, shared(shape, from, to)), to);
    }

    @Override
    public void comeBack(long matter, Shape shape, Set<String> open, String to) {
        var lanes = shape.lanes(to);
        for (int i = lanes.size() - 1; i >= 0; i--) {
            var fork = lanes.get(i).fork();
            if (open.stream().noneMatch(node -> shape.within(node, fork))) {
                continue;
            }
            var waiting = waiting(matter, Set.of(shape.joinOf(fork)));
            gatherAndSpread(matter, List.of(waiting.getFirst()), arrivals(shape, to, i + 1), to);
            return;
        }
        throw new IllegalStateException("nothing waits at a join");
    }

    @Override
    public void restart(long matter, Shape shape, String to, Map<String, Object> facts) {
        var first = begin(matter, shape, facts);
        if (first.size() == 1 && first.getFirst().node().equals(to)) {
            return;
        }
        var executions = new ArrayList<>(first.stream().map(Born::execution).toList());
        executions.addAll(waiting(matter, joins(shape, null)));
        gatherAndSpread(matter, executions, arrivals(shape, to, 0), to);
    }

    @Override
    public List<String> giveUp(
            long matter,
            Shape shape,
            Shape.Lane lane,
            Set<String> closing,
            Set<String> othersOpen,
            Map<String, Object> facts) {
        var executions = executions(matter, closing);
        var nested = new java.util.HashSet<String>();
        for (var node : shape.nodes()) {
            if (shape.joinOf(node.id()) != null && shape.lanes(node.id()).contains(lane)) {
                nested.add(shape.joinOf(node.id()));
            }
        }
        executions.addAll(waiting(matter, nested));
        // several tokens put at a join at once arrive there several times, so they become one at a step before
        var one = executions.size() == 1
                ? executions.getFirst()
                : listen(() -> change(matter, Map.of())
                                .moveExecutionsToSingleActivityId(
                                        executions, closing.iterator().next())
                                .changeState())
                        .getLast()
                        .execution();
        var born = listen(() -> change(matter, facts)
                .moveExecutionToActivityId(one, shape.joinOf(lane.fork()))
                .changeState());
        forget(matter, facts);
        return nodes(born);
    }

    /** Of a parallel fork the lane's token waits at the join; an inclusive one may never have had one. */
    @Override
    public List<String> begin(long matter, Shape shape, Shape.Lane lane, Set<String> open, Map<String, Object> facts) {
        var to = shape.out(lane.fork()).stream()
                .filter(arc -> arc.id().equals(lane.arc()))
                .findFirst()
                .orElseThrow()
                .to();
        var change = change(matter, facts);
        List<Born> born;
        if (shape.node(lane.fork()).kind() == Node.Kind.PARALLEL) {
            var waiting = waiting(matter, Set.of(shape.joinOf(lane.fork())));
            born = listen(() ->
                    change.moveExecutionToActivityId(waiting.getFirst(), to).changeState());
        } else {
            var one = open.stream()
                    .filter(node -> shape.within(node, lane.fork()))
                    .findFirst()
                    .orElseThrow();
            var execution = executions(matter, Set.of(one)).getFirst();
            born = listen(() -> change.moveSingleExecutionToActivityIds(execution, List.of(one, to))
                    .changeState());
        }
        forget(matter, facts);
        return new ArrayList<>(
                nodes(born).stream().filter(node -> !open.contains(node)).toList());
    }

    private org.flowable.engine.runtime.ChangeActivityStateBuilder change(long matter, Map<String, Object> facts) {
        return runtime.createChangeActivityStateBuilder()
                .processInstanceId(instance(matter))
                .processVariables(new HashMap<>(facts));
    }

    private List<String> executions(long matter, Set<String> nodes) {
        var executions = new ArrayList<String>();
        for (var task :
                tasks.createTaskQuery().processInstanceId(instance(matter)).list()) {
            if (nodes.contains(task.getTaskDefinitionKey())) {
                executions.add(task.getExecutionId());
            }
        }
        executions.addAll(resting(matter, nodes));
        return executions;
    }

    private void forget(long matter, Map<String, Object> facts) {
        var instance = instance(matter);
        if (runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0) {
            runtime.removeVariables(instance, facts.keySet());
        }
    }

    @Override
    public void terminate(long matter) {
        runtime.deleteProcessInstance(instance(matter), "terminated");
    }

    /** Filtered by hand: a query by activity silently looks at active executions only, and one at a join is not active. */
    private List<String> waiting(long matter, Set<String> joins) {
        return runtime.createExecutionQuery().processInstanceId(instance(matter)).list().stream()
                .filter(execution -> execution.getActivityId() != null && joins.contains(execution.getActivityId()))
                .map(Execution::getId)
                .toList();
    }

    /** Executions that wait at a node without a task. */
    private List<String> resting(long matter, Set<String> nodes) {
        return runtime.createExecutionQuery().processInstanceId(instance(matter)).list().stream()
                .filter(execution -> execution.getActivityId() != null
                        && execution.getActivityId().startsWith("w")
                        && nodes.contains(execution.getActivityId()))
                .map(Execution::getId)
                .toList();
    }

    private static Set<String> joins(Shape shape, String fork) {
        var joins = new java.util.HashSet<String>();
        for (var node : shape.nodes()) {
            var join = shape.joinOf(node.id());
            if (join != null && (fork == null || node.id().equals(fork) || shape.within(node.id(), fork))) {
                joins.add(join);
            }
        }
        return joins;
    }

    private static int shared(Shape shape, String from, String to) {
        var left = shape.lanes(from);
        var entered = shape.lanes(to);
        int shared = 0;
        while (shared < Math.min(left.size(), entered.size())
                && left.get(shared).equals(entered.get(shared))) {
            shared++;
        }
        return shared;
    }

    /** The joins that must see arrivals of lanes that will not run, once per such lane. */
    private static List<String> arrivals(Shape shape, String to, int from) {
        var joins = new ArrayList<String>();
        var lanes = shape.lanes(to);
        for (int i = from; i < lanes.size(); i++) {
            var join = shape.joinOf(lanes.get(i).fork());
            // an inclusive join looks at what can still arrive; only a parallel one counts
            boolean counts = join != null && shape.node(join).kind() == Node.Kind.PARALLEL;
            for (int n = shape.out(lanes.get(i).fork()).size(); counts && n > 1; n--) {
                joins.add(join);
            }
        }
        return joins;
    }

    /** The builder keeps targets in a set: two tokens for one join need two calls, each making the task anew. */
    private void gatherAndSpread(long matter, List<String> executions, List<String> joins, String to) {
        var change = runtime.createChangeActivityStateBuilder().processInstanceId(instance(matter));
        if (executions.size() > 1 || joins.isEmpty()) {
            var born = listen(() -> (executions.size() == 1
                            ? change.moveExecutionToActivityId(executions.getFirst(), to)
                            : change.moveExecutionsToSingleActivityId(executions, to))
                    .changeState());
            if (!joins.isEmpty()) {
                gatherAndSpread(matter, List.of(born.getLast().execution()), joins, to);
            }
            return;
        }
        var targets = new ArrayList<>(List.of(to));
        var rest = new ArrayList<String>();
        for (var join : joins) {
            (targets.contains(join) ? rest : targets).add(join);
        }
        var born = listen(() -> change.moveSingleExecutionToActivityIds(executions.getFirst(), targets)
                .changeState());
        if (!rest.isEmpty()) {
            gatherAndSpread(matter, List.of(born.getLast().execution()), rest, to);
        }
    }
}
