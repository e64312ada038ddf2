/**
 * For «localhost», by itself, until 2120. Made for tests and published with them: it protects nothing.
 * openssl ca -selfsign -startdate 20200101000000Z -enddate 21200101000000Z, over a new P-256 key.
 */
export const localhostKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgws9uVTFXkJczDnZQ
3gp6aT7ycRy5JY8InEZjcaY8eb2hRANCAATPOoAfzVZwzrgLvyoKNttwhMwf8sTz
t83KqaEKUASBhbNTh9klupH8uIKV3oMoD+TVOSRdrjw4lMoD4YlwCT6A
-----END PRIVATE KEY-----`;

export const localhostCertificate = `-----BEGIN CERTIFICATE-----
MIIBYDCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABM86gB/NVnDOuAu/
Kgo223CEzB/yxPO3zcqpoQpQBIGFs1OH2SW6kfy4gpXegygP5NU5JF2uPDiUygPh
iXAJPoCjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
MB0GA1UdDgQWBBQyJXTwrqpfAnMxjyNdF0yaGEPJeDAKBggqhkjOPQQDAgNHADBE
AiA0/O19I2GlRkgWHQz9Rl++QVE1TRIJmP+Lc+nDea4aKQIgXE8/UR4ejLNWstLK
yiJsbKcSbm3s/9BY79dTuspcyiM=
-----END CERTIFICATE-----`;
