package jinye.platform.workflow;

import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Links;
import jinye.platform.workflow.process.Shape;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Checks what processes name outside themselves, when the application has started and whenever one is to be published. */
@Component
class ProcessLinks implements SmartInitializingSingleton {

    private final Processes processes;
    private final Services services;

    ProcessLinks(Processes processes, Services services) {
        this.processes = processes;
        this.services = services;
    }

    /** @throws Refusal naming the service that does not exist, or the circle of sub-matters */
    void check(String kind, Shape shape) {
        Links.check(kind, shape, processes::shapeOf, services::has);
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var kind : processes.kinds()) {
            try {
                check(kind, processes.latest(kind).shape());
            } catch (Refusal bad) {
                throw new IllegalStateException("process " + kind + ": " + bad.code() + " " + bad.facts(), bad);
            }
        }
    }
}
