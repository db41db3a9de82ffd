package jinye.office.documents.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Publicity;
import jinye.office.documents.elements.SampleKinds;
import jinye.office.documents.text.Body;
import jinye.platform.directory.Department;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;

/** A draft that breaks no rule, to be spoilt by one thing at a time. */
public final class ProposalSample {

    public static final Unit PROVINCE = unit(1, "湖南省烟草专卖局", Unit.Level.PROVINCE, null);
    static final Unit CHANGDE = unit(2, "常德市烟草专卖局", Unit.Level.CITY, 1L);
    public static final Unit CHANGSHA = unit(3, "长沙市烟草专卖局", Unit.Level.CITY, 1L);
    static final Unit TAOYUAN = unit(4, "桃源县烟草专卖局", Unit.Level.COUNTY, 2L);
    static final long PRINCIPAL = 100;
    static final long DEPUTY = 101;

    private Kind kind = kind(Kind.NOTICE);
    private Unit issuer = PROVINCE;
    private String title = "关于进一步优化卷烟零售点合理布局的通知";
    private Body body = Body.paragraphs("现将有关事项通知如下。");
    private Direction direction = Direction.DOWN;
    private IssuedBy issuedBy = IssuedBy.UNIT;
    private final List<Unit> mainTo = new ArrayList<>();
    private final List<Unit> copyTo = new ArrayList<>();
    private List<String> mainToOutside = List.of();
    private List<String> copyToOutside = List.of();
    private final List<Unit> withoutRegistrar = new ArrayList<>();
    private @Nullable Publicity publicity = Publicity.OPEN;
    private String publicityReason = "";
    private String contact = "";
    private boolean singleMatter;
    private boolean important;
    private List<Unit> joint = List.of();
    private @Nullable Long signer = DEPUTY;
    private @Nullable Long principal = PRINCIPAL;
    private List<String> attachments = List.of();
    private Proposal.@Nullable Reference reference;
    private List<String> objections = List.of();
    private final Map<String, String> reasons = new HashMap<>();

    public static ProposalSample notice() {
        return new ProposalSample().to(CHANGDE);
    }

    static ProposalSample request(Unit issuer, Unit superior) {
        var sample = new ProposalSample();
        sample.kind = kind(Kind.REQUEST);
        sample.title = "关于购置执法记录仪的请示";
        sample.issuer = issuer;
        sample.direction = Direction.UP;
        sample.singleMatter = true;
        sample.contact = "刘畅";
        sample.signer = null;
        return sample.to(superior);
    }

    public static Kind kind(String code) {
        return SampleKinds.ALL.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Unit unit(long id, String name, Unit.Level level, @Nullable Long parent) {
        return new Unit(id, "4300000" + id, name, name, "湘烟", "001", level, parent);
    }

    public ProposalSample kind(String code, String title) {
        this.kind = kind(code);
        this.title = title;
        this.direction = kind.usualDirection();
        return this;
    }

    public ProposalSample from(Unit unit) {
        issuer = unit;
        return this;
    }

    public ProposalSample direction(Direction direction) {
        this.direction = direction;
        return this;
    }

    public ProposalSample title(String title) {
        this.title = title;
        return this;
    }

    public ProposalSample body(String text) {
        body = Body.paragraphs(text);
        return this;
    }

    public ProposalSample to(Unit... units) {
        mainTo.addAll(List.of(units));
        return this;
    }

    ProposalSample onlyTo(Unit... units) {
        mainTo.clear();
        return to(units);
    }

    ProposalSample toOutside(String... names) {
        mainToOutside = List.of(names);
        return this;
    }

    public ProposalSample copy(Unit... units) {
        copyTo.addAll(List.of(units));
        return this;
    }

    ProposalSample copyOutside(String... names) {
        copyToOutside = List.of(names);
        return this;
    }

    public ProposalSample issuedBy(IssuedBy name) {
        issuedBy = name;
        return this;
    }

    public ProposalSample important() {
        important = true;
        signer = principal;
        return this;
    }

    ProposalSample severalMatters() {
        singleMatter = false;
        return this;
    }

    ProposalSample with(Unit... units) {
        joint = List.of(units);
        return this;
    }

    public ProposalSample signer(@Nullable Long person) {
        signer = person;
        return this;
    }

    ProposalSample noPrincipal() {
        principal = null;
        return this;
    }

    public ProposalSample publicity(@Nullable Publicity publicity, String reason) {
        this.publicity = publicity;
        publicityReason = reason;
        return this;
    }

    public ProposalSample attachments(String... titles) {
        attachments = List.of(titles);
        return this;
    }

    ProposalSample answers(String kindCode, String title, String number) {
        reference = new Proposal.Reference(kindCode, title, number);
        return this;
    }

    public ProposalSample objections(String... departments) {
        objections = List.of(departments);
        return this;
    }

    ProposalSample withoutRegistrar(Unit unit) {
        withoutRegistrar.add(unit);
        return this;
    }

    ProposalSample noContact() {
        contact = "";
        return this;
    }

    public ProposalSample reason(String rule, String reason) {
        reasons.put(rule, reason);
        return this;
    }

    public Proposal proposal() {
        var elements = new Elements(
                kind.code(),
                title,
                body,
                Urgency.PLAIN,
                direction,
                issuedBy,
                mainTo.stream().map(Unit::id).toList(),
                mainToOutside,
                copyTo.stream().map(Unit::id).toList(),
                copyToOutside,
                publicity,
                publicityReason,
                "",
                contact,
                contact.isEmpty() ? "" : "0731-85790000",
                30,
                singleMatter,
                important,
                false,
                List.of(),
                joint.stream().map(Unit::id).toList(),
                signer,
                null,
                "",
                "",
                "D30",
                reasons,
                Elements.MemoElements.NONE);
        return new Proposal(
                kind,
                elements,
                issuer,
                new Department(9, issuer.id(), "ZMC", "专卖监督管理处"),
                above(issuer),
                mainTo.stream().map(this::receiver).toList(),
                copyTo.stream().map(this::receiver).toList(),
                joint,
                attachments,
                reference,
                principal,
                objections);
    }

    public List<Finding> findings() {
        return RoutingRules.check(proposal());
    }

    List<String> stopping() {
        return findings().stream()
                .filter(Finding::stops)
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    private Proposal.Receiver receiver(Unit unit) {
        return new Proposal.Receiver(unit, above(unit), !withoutRegistrar.contains(unit));
    }

    private static List<Unit> above(Unit unit) {
        if (unit.equals(TAOYUAN)) {
            return List.of(CHANGDE, PROVINCE);
        }
        return unit.equals(PROVINCE) ? List.of() : List.of(PROVINCE);
    }
}
