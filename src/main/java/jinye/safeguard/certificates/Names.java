package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What holders are called, for people and in certificates (GB/T 20518-2018, 5.2.3.5: C, O, OU, CN). */
@Component
class Names {

    /** Our own services, as people read them in the register. */
    private static final Map<String, String> SERVICES =
            Map.of("audit-log", "日志签封服务", "timestamp", "时间戳服务", "status", "证书状态应答服务");

    /** @param name for people @param note what tells two of one name apart @param unit null for what belongs to no unit */
    record Named(String name, String note, @Nullable Long unit, X500Name subject) {}

    private final Directory directory;

    Names(Directory directory) {
        this.directory = directory;
    }

    /** @param given the name of a server or seal, which the directory does not know; empty means its key */
    Named of(Holder holder, String given, String organisation) {
        return switch (holder.kind()) {
            case PERSON -> {
                var person = directory.person(holder.id());
                yield new Named(
                        person.name(),
                        person.unitName() + " " + person.departmentName(),
                        person.unit(),
                        subject(
                                directory.unit(person.unit()).name(),
                                List.of(person.departmentName()),
                                person.name(),
                                holder));
            }
            case DEPARTMENT -> {
                var department = directory.department(holder.id());
                var unit = directory.unit(department.unit());
                yield new Named(
                        unit.shortName() + department.name(),
                        unit.name(),
                        unit.id(),
                        subject(unit.name(), List.of(department.name()), department.name(), holder));
            }
            case UNIT -> {
                var unit = directory.unit(holder.id());
                yield new Named(
                        unit.name(), unit.code(), unit.id(), subject(unit.name(), List.of(), unit.name(), holder));
            }
            case SERVER, SEAL, SERVICE -> {
                var name = given.isBlank() ? SERVICES.getOrDefault(holder.key(), holder.key()) : given.strip();
                yield new Named(name, holder.kind().term(), null, subject(organisation, List.of(), name, holder));
            }
        };
    }

    /** As people read it: 「C=CN, O=…, CN=…」. */
    static String text(X509Certificate certificate) {
        var parts = new ArrayList<String>();
        for (var part : X500Name.getInstance(
                        certificate.getSubjectX500Principal().getEncoded())
                .getRDNs()) {
            var first = part.getFirst();
            parts.add(BCStyle.INSTANCE.oidToDisplayName(first.getType()) + "="
                    + IETFUtils.valueToString(first.getValue()));
        }
        return String.join(", ", parts);
    }

    private static X500Name subject(String organisation, List<String> below, String name, Holder holder) {
        var builder =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "CN").addRDN(BCStyle.O, part(organisation));
        below.forEach(unit -> builder.addRDN(BCStyle.OU, part(unit)));
        return builder.addRDN(BCStyle.CN, part(name))
                .addRDN(BCStyle.UID, holder.word())
                .build();
    }

    /** X.520 limits names to 64 characters; a longer one would be refused elsewhere. */
    private static String part(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > 64) {
            throw new NameTooLong(text);
        }
        return text;
    }

    static final class NameTooLong extends Refusal {
        NameTooLong(String name) {
            super(Kind.INVALID, "certificates.name-length", name);
        }
    }
}
