extension LicenseName {
    /// Short names with a meaning of their own, in lower case.
    static let defined = [
        "apache-2": "Apache-2.0", "expat": "MIT", "psf-2": "PSF-2.0",
        "zope-1.1": "ZPL-1.1", "zope-2.0": "ZPL-2.0", "zope-2.1": "ZPL-2.1", "cc0": "CC0-1.0",
        "openldap-2.8": "OLDAP-2.8", "mpl-1": "MPL-1.0", "mpl-2": "MPL-2.0", "bsd-2": "BSD-2-Clause",
        "bsd-3": "BSD-3-Clause",
    ]

    /// SPDX identifiers that copyright files use as they are, by their lower-case form: SPDX compares without case.
    static let identifiers = Dictionary(
        """
        0BSD AFL-2.0 AFL-2.1 AFL-3.0 Apache-1.0 Apache-1.1 Apache-2.0 Artistic-2.0 Beerware BSD-1-Clause
        BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Attribution BSD-3-Clause-Clear BSD-3-Clause-LBNL
        BSD-4-Clause BSD-4-Clause-UC BSL-1.0 bzip2-1.0.6 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0
        CDDL-1.0 CDDL-1.1 CECILL-2.1 CECILL-B CECILL-C CPL-1.0 curl EFL-1.0 EFL-2.0 EPL-1.0 EPL-2.0 EUPL-1.2
        FSFAP FSFUL FSFULLR FTL HPND ICU IJG IPL-1.0 ISC Latex2e libpng-2.0 LPPL-1.3c MirOS MIT MIT-0 MIT-CMU
        MIT-Modern-Variant MPL-1.0 MPL-1.1 MPL-2.0 MS-PL NCSA NTP OFL-1.0 OFL-1.1 OLDAP-2.8 OpenSSL OSL-2.1 OSL-3.0
        PostgreSQL PSF-2.0 Python-2.0 QPL-1.0 Ruby SGI-B-2.0 SISSL Sleepycat SMLNJ SunPro TCL Unicode-3.0
        Unicode-DFS-2015 Unicode-DFS-2016 Unlicense UPL-1.0 Vim W3C WTFPL X11 Xnet zlib-acknowledgement Zlib
        ZPL-1.1 ZPL-2.0 ZPL-2.1
        """.split { $0 == " " || $0 == "\n" }.map { ($0.lowercased(), String($0)) }
    ) { first, _ in first }
}
