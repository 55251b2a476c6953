"""The peer: a disk's blocks by boto3 from 64 threads. usage: upload.py DISK. Prints the snapshot."""
import base64
import concurrent.futures
import hashlib
import os
import sys

import boto3
from botocore.config import Config

BLOCK = 524288
ebs = boto3.client("ebs", config=Config(max_pool_connections=64))
size = os.path.getsize(sys.argv[1])
snapshot = ebs.start_snapshot(VolumeSize=-(-size >> 30) or 1, ClientToken=os.urandom(8).hex())["SnapshotId"]
disk = os.open(sys.argv[1], os.O_RDONLY)
zeros = bytes(BLOCK)


def put(index):
    data = os.pread(disk, BLOCK, index * BLOCK)
    if data == zeros:
        return b""
    digest = hashlib.sha256(data).digest()
    ebs.put_snapshot_block(SnapshotId=snapshot, BlockIndex=index, BlockData=data, DataLength=len(data),
                           Checksum=base64.b64encode(digest).decode(), ChecksumAlgorithm="SHA256")
    return digest


with concurrent.futures.ThreadPoolExecutor(64) as pool:
    digests = [digest for digest in pool.map(put, range(size // BLOCK)) if digest]
total = base64.b64encode(hashlib.sha256(b"".join(digests)).digest()).decode()
ebs.complete_snapshot(SnapshotId=snapshot, ChangedBlocksCount=len(digests), Checksum=total, ChecksumAlgorithm="SHA256",
                      ChecksumAggregationMethod="LINEAR")
print(snapshot)
