package jinye.bench;

interface Scenario {

    String name();

    void run(Workplace workplace, Report report) throws Exception;
}
