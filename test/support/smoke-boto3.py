"""Makes calls through boto3: reads {"operation", "input"} as a line of JSON, writes a line for each.

Writes {"answer"}, {"error": code}, or {"unknown": why} when the installed model does not have the operation or a member
of its input. The first argument is the URL of the server.
"""

import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

client = boto3.client("stepfunctions", endpoint_url=sys.argv[1], config=Config(inject_host_prefix=False))


def call(operation, arguments):
    if operation not in client.meta.service_model.operation_names:
        return {"unknown": "the client has no such operation"}
    try:
        answer = getattr(client, xform_name(operation))(**arguments)
    except ParamValidationError as error:
        if "Unknown parameter" in str(error):
            return {"unknown": str(error)}
        raise
    except ClientError as error:
        return {"error": error.response["Error"]["Code"]}
    answer.pop("ResponseMetadata", None)
    return {"answer": answer}


for line in sys.stdin:
    step = json.loads(line)
    print(json.dumps(call(step["operation"], step["input"]), default=lambda value: value.isoformat()), flush=True)
