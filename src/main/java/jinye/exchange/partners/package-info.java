/**
 * 交换伙伴: carries documents, receipts and notices between this node and the nodes of other bureaux, over a line that may be bad
 * or not there at all. A gatherer: it hears transmission's events and hands what arrives in through its front doors; nobody calls it.
 *
 * <p>What travels is a parcel (报文): canonical content with the digests of its files, signed by the sending node (CMS, SM2 over SM3)
 * and stamped. Every parcel is answered by a signed receipt of its arrival, bound to its content. Parcels of a partner are numbered without
 * gaps; both sides keep a log chained by SM3 that {@code bin/verify-exchange} judges alone. The same parcel again gets the same
 * answer; what follows on a subject waits for what went before.
 *
 * <p>States of an outgoing parcel: 待发 → 已送达 or 对方拒收; 死信 when the line stays away, then again 待发 or 已放弃.
 *
 * <p>Public without sign-in, for other nodes: {@code /exchange/parcels}, {@code /exchange/files}, {@code /exchange/greetings}.
 * GB/T 33479 (公文交换接口) and 33480 (元数据) name the elements; the form is ours.
 */
@ApplicationModule(
        id = "partners",
        displayName = "Partners",
        allowedDependencies = {
            "kernel",
            "access",
            "certificates",
            "cryptography",
            "directory",
            "files",
            "journal",
            "messages",
            "transmission",
            "web"
        })
@NullMarked
package jinye.exchange.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
