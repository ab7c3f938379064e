package dev.parley.kernel.render;

/**
 * The style all views share: the colours of JupyterLab or VS Code where they give them, else those of the page around.
 *
 * <p>Grounds are see-through where the notebook names none, and no media query is asked: a dark editor may run on a light
 * system.
 *
 * <p>Classes: {@code p-table} a table, {@code p-n} a number, {@code p-faint} secondary text, {@code p-name} a heading,
 * {@code p-bad} an error, {@code p-wide} a box that scrolls sideways, {@code p-cap} a caption, {@code p-nums} large
 * numbers in a row, {@code p-head} and {@code p-bar} title and progress of a live view, {@code p-fault} a refusal. On paper nothing
 * scrolls, so tables are set smaller and break their lines.
 */
final class Style {
    private Style() {}

    static final String CSS = """
            .parley{--p-fg:var(--jp-content-font-color1,var(--vscode-editor-foreground,currentColor));\
            --p-faint:var(--jp-content-font-color2,var(--vscode-descriptionForeground,\
            color-mix(in srgb,currentColor 70%,transparent)));--p-bg:var(--jp-layout-color0,transparent);\
            --p-stripe:var(--jp-rendermime-table-row-background,rgba(128,128,128,.12));\
            --p-line:var(--jp-border-color2,rgba(128,128,128,.4));\
            --p-accent:var(--jp-brand-color1,var(--vscode-textLink-foreground,#3584e4));\
            --p-bad:var(--jp-error-color1,var(--vscode-errorForeground,#d9534f));color:var(--p-fg);margin:2px 0 10px;\
            font:13px/1.45 var(--jp-content-font-family,var(--vscode-font-family,system-ui,sans-serif))}
            .parley .p-wide{overflow-x:auto}
            .parley .p-name{font-weight:600;margin:2px 0}
            .parley .p-faint{color:var(--p-faint);font-weight:400}
            .parley .p-bad{color:var(--p-bad)}
            .parley>svg,.parley details>svg{display:block;max-width:620px;width:100%;height:auto;margin:4px 0}
            .parley .p-cap{color:var(--p-faint);font-size:11.5px;margin:3px 0}
            .parley .p-cap code{font-size:11.5px;background:none;color:inherit}
            .parley .p-nums{display:flex;flex-wrap:wrap;gap:4px 26px;margin:6px 0}
            .parley .p-nums b{display:block;font-size:17px;font-weight:600;font-variant-numeric:tabular-nums}
            .parley .p-nums span{font-size:11.5px}
            .parley .p-head{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline;max-width:620px}
            .parley .p-head b{font-size:15px}
            .parley .p-head em{margin-left:auto;font-style:normal;font-variant-numeric:tabular-nums}
            .parley .p-bar{height:6px;border-radius:3px;background:var(--p-line);margin:8px 0;max-width:620px;\
            overflow:hidden}
            .parley .p-bar i{display:block;height:100%;background:#2f6fd0}
            .parley .p-fault{border-left:3px solid var(--p-bad);padding:2px 12px}
            .parley table.p-table{border-collapse:collapse;margin:4px 0;font-size:13px;color:var(--p-fg)}
            .parley table.p-table th,.parley table.p-table td{padding:3px 10px;border:0;text-align:left;\
            white-space:nowrap;vertical-align:baseline}
            .parley table.p-table .p-n{text-align:right;font-variant-numeric:tabular-nums}
            .parley table.p-table thead th{border-bottom:1px solid var(--p-line);font-weight:600}
            .parley table.p-table tbody tr:nth-child(odd){background:var(--p-bg)}
            .parley table.p-table tbody tr:nth-child(even){background:var(--p-stripe)}
            @media print{.parley .p-wide{overflow:visible}.parley table.p-table{font-size:10px}\
            .parley table.p-table th,.parley table.p-table td{padding:2px 5px;white-space:normal}}
            """;
}
