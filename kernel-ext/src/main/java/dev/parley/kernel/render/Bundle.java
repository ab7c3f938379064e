package dev.parley.kernel.render;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in several forms, by MIME type, of which a front end shows the richest it can.
 *
 * @param data MIME type to content; {@code text/plain} is always there
 * @param metadata MIME type to what belongs to that content, for example a picture's size in CSS pixels
 */
public record Bundle(Map<String, Object> data, Map<String, Object> metadata) {

    public Bundle {
        data = Map.copyOf(data);
        metadata = Map.copyOf(metadata);
    }

    /** Plain text only. */
    public static Bundle text(String text) {
        return new Bundle(Map.of("text/plain", text), Map.of());
    }

    /** This value as a page fragment too. */
    public Bundle html(Html html) {
        return and("text/html", html.done(), Map.of());
    }

    /**
     * This value as a picture too.
     *
     * @param width width it is shown with, in CSS pixels: the picture itself may have more
     * @param height height it is shown with, in CSS pixels
     * @param words what is seen, for those who do not see it: kept as the picture's alt
     */
    public Bundle png(byte[] png, int width, int height, String words) {
        String picture = Base64.getEncoder().encodeToString(png);
        return and("image/png", picture, Map.of("width", width, "height", height, "alt", words));
    }

    private Bundle and(String type, String content, Map<String, Object> about) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(type, content);
        Map<String, Object> moreAbout = new LinkedHashMap<>(metadata);
        if (!about.isEmpty()) {
            moreAbout.put(type, about);
        }
        return new Bundle(more, moreAbout);
    }
}
