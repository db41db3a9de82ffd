package jinye.safeguard.access;

/** What a session remembers: the person and the post they act in. Rights are looked up anew at every request. */
record SignedIn(long person, long post) {

    static final String ATTRIBUTE = "jinye.signed-in";

    static SignedIn parse(String text) {
        int colon = text.indexOf(':');
        return new SignedIn(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    String text() {
        return person + ":" + post;
    }
}
