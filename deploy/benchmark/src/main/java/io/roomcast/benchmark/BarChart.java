package io.roomcast.benchmark;

import java.util.Locale;
import java.util.Map;

/** Horizontal bars as SVG, readable on light and on dark. */
public final class BarChart {
    private static final int WIDTH = 760;
    private static final int BAR = 18;
    private static final int ROW = 48;
    private static final int TOP = 40;

    private BarChart() {}

    /** @param bars by title, in their order */
    public static String of(String title, Map<String, Double> bars) {
        double most = bars.values().stream().mapToDouble(it -> it).max().orElse(1);
        int height = TOP + ROW * bars.size();
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="13" role="img" aria-label="%3$s">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="12" y="24" font-size="15" font-weight="bold" fill="#1f2937">%3$s</text>
                """.formatted(WIDTH, height, escaped(title)));
        int y = TOP;
        for (var bar : bars.entrySet()) {
            int length = (int) Math.max(1, (WIDTH - 120) * bar.getValue() / most);
            svg.append("""
                    <text x="12" y="%d" fill="#374151">%s</text>
                    <rect x="12" y="%d" width="%d" height="%d" rx="2" fill="%s"/>
                    <text x="%d" y="%d" fill="#1f2937">%s</text>
                    """.formatted(
                            y + 12,
                            escaped(bar.getKey()),
                            y + 18,
                            length,
                            BAR,
                            y == TOP ? "#2563eb" : "#9ca3af",
                            length + 20,
                            y + 32,
                            String.format(Locale.ROOT, bar.getValue() < 100 ? "%.1f" : "%,.0f", bar.getValue())));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
