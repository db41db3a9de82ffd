package jinye.safeguard.certificates;

import jinye.safeguard.certificates.making.Profile;

/** 证书用途: what a certificate's key does. */
public enum CertificateUse {
    SIGNING("签名", Profile.SIGNING),
    ENCRYPTION("加密", Profile.ENCRYPTION),
    SERVER("服务器", Profile.SERVER),
    OCSP("状态应答", Profile.OCSP),
    TIMESTAMP("时间戳", Profile.TIMESTAMP);

    private final String term;
    private final Profile profile;

    CertificateUse(String term, Profile profile) {
        this.term = term;
        this.profile = profile;
    }

    public String term() {
        return term;
    }

    Profile profile() {
        return profile;
    }
}
