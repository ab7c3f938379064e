package dev.parley.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Owners of rows that one core works for. */
final class SiteSlice implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<OneSite> sites;

    SiteSlice(List<? extends OneSite> sites) {
        this.sites = new ArrayList<>(sites);
    }

    List<OneSite> sites() {
        return sites;
    }
}
